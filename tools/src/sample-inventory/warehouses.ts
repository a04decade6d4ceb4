export interface Warehouse {
  readonly code: string;
  readonly name: string;
  readonly address: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
  readonly timeZone: string;
  readonly areaM2: number;
  /** Stock beside a main depot's, for construction and for events: Balikpapan builds, Denpasar celebrates. */
  readonly construction: number;
  readonly events: number;
}

type Row = readonly [code: string, name: string, address: string, city: string, region: string, postalCode: string, country: string, timeZone: string, areaM2: number, construction: number, events: number];

const rows: readonly Row[] = [
  ['JKT-CKG', 'Jakarta Cakung (main depot)', 'Jl. Raya Bekasi KM 22 No. 18, Cakung', 'Jakarta Timur', 'DKI Jakarta', '13910', 'ID', 'Asia/Jakarta', 14500, 1, 1],
  ['TNG-JTK', 'Tangerang Jatake', 'Jl. Industri Raya III Blok AE No. 7, Jatiuwung', 'Tangerang', 'Banten', '15136', 'ID', 'Asia/Jakarta', 6200, 0.5, 0.6],
  ['BKS-CKR', 'Cikarang Jababeka', 'Jl. Jababeka XVII Blok U No. 23', 'Kabupaten Bekasi', 'Jawa Barat', '17530', 'ID', 'Asia/Jakarta', 7800, 0.7, 0.15],
  ['BDG-GDB', 'Bandung Gedebage', 'Jl. Soekarno Hatta No. 791, Gedebage', 'Bandung', 'Jawa Barat', '40294', 'ID', 'Asia/Jakarta', 4100, 0.3, 0.5],
  ['SMG-KLG', 'Semarang Kaligawe', 'Jl. Kaligawe Raya KM 5 No. 32, Genuk', 'Semarang', 'Jawa Tengah', '50117', 'ID', 'Asia/Jakarta', 4600, 0.4, 0.3],
  ['YOG-SLM', 'Yogyakarta Sleman', 'Jl. Ring Road Utara No. 114, Depok', 'Sleman', 'DI Yogyakarta', '55281', 'ID', 'Asia/Jakarta', 2300, 0.12, 0.4],
  ['SUB-RKT', 'Surabaya Rungkut (east depot)', 'Jl. Rungkut Industri Raya No. 10', 'Surabaya', 'Jawa Timur', '60293', 'ID', 'Asia/Jakarta', 10800, 0.8, 0.7],
  ['DPS-UBG', 'Denpasar Ubung', 'Jl. Cargo Permai No. 88, Ubung Kaja', 'Denpasar', 'Bali', '80116', 'ID', 'Asia/Makassar', 5200, 0.2, 0.9],
  ['AMI-MTR', 'Lombok Mataram', 'Jl. TGH Faisal No. 41, Sandubaya', 'Mataram', 'Nusa Tenggara Barat', '83237', 'ID', 'Asia/Makassar', 1400, 0.1, 0.2],
  ['MES-KIM', 'Medan Mabar (KIM)', 'Jl. Pulau Nias Selatan No. 6, KIM I Mabar', 'Medan', 'Sumatera Utara', '20242', 'ID', 'Asia/Jakarta', 5900, 0.5, 0.4],
  ['PLM-SKR', 'Palembang Sukarami', 'Jl. Tembus Terminal KM 12 No. 5, Alang-Alang Lebar', 'Palembang', 'Sumatera Selatan', '30154', 'ID', 'Asia/Jakarta', 2600, 0.3, 0.15],
  ['BTH-MKN', 'Batam Muka Kuning', 'Jl. Beringin Lot 207, Batamindo', 'Batam', 'Kepulauan Riau', '29433', 'ID', 'Asia/Jakarta', 3300, 0.4, 0.2],
  ['BPN-KRG', 'Balikpapan Kariangau', 'Jl. Pulau Balang KM 5 No. 2, Kariangau', 'Balikpapan', 'Kalimantan Timur', '76134', 'ID', 'Asia/Makassar', 6900, 0.75, 0.15],
  ['BDJ-LAG', 'Banjarbaru Liang Anggang', 'Jl. A. Yani KM 21,5 No. 9', 'Banjarbaru', 'Kalimantan Selatan', '70722', 'ID', 'Asia/Makassar', 1900, 0.25, 0.1],
  ['UPG-KMA', 'Makassar Daya (KIMA)', 'Jl. KIMA 10 Kav. A-4, Biringkanaya', 'Makassar', 'Sulawesi Selatan', '90241', 'ID', 'Asia/Makassar', 4400, 0.4, 0.3],
  ['KUL-SAM', 'Shah Alam', 'Lot 15, Jalan Pelukis U1/46, Seksyen U1', 'Shah Alam', 'Selangor', '40150', 'MY', 'Asia/Kuala_Lumpur', 3000, 0.1, 0.35],
  ['SIN-TUA', 'Singapore Tuas', '27 Tuas Avenue 8', 'Singapore', 'Singapore', '639242', 'SG', 'Asia/Singapore', 2100, 0.1, 0.3],
];

export const warehouses: readonly Warehouse[] = rows.map(
  ([code, name, address, city, region, postalCode, country, timeZone, areaM2, construction, events]) => ({
    code, name, address, city, region, postalCode, country, timeZone, areaM2, construction, events,
  }),
);
