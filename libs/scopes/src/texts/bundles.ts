import type { Bundle } from '../bundle.js';
import type { LocalizedText } from '../scope-definition.js';

/** What a person reads before choosing an access level. */
export interface BundleText {
  readonly title: LocalizedText;
  readonly description: LocalizedText;
}

export const bundleTexts: Readonly<Record<Bundle, BundleText>> = {
  restricted: {
    title: { en: 'Restricted, read-only', id: 'Terbatas, hanya baca' },
    description: {
      en: 'See the company profile, items, warehouses and item categories, and nothing else.',
      id: 'Melihat profil perusahaan, barang, gudang, dan kategori barang saja.',
    },
  },
  'read-only': {
    title: { en: 'Read-only', id: 'Hanya baca' },
    description: { en: 'See everything, change nothing.', id: 'Melihat semuanya tanpa mengubah apa pun.' },
  },
  'read-write': {
    title: { en: 'Read and write', id: 'Baca dan tulis' },
    description: {
      en: 'See everything, and change the company’s own records; neither the installation, nor API tokens, nor kiosks.',
      id: 'Melihat semuanya dan mengubah data perusahaan sendiri; tidak termasuk instalasi, token API, dan kios.',
    },
  },
  administrative: {
    title: { en: 'Administrative', id: 'Administratif' },
    description: {
      en: 'Everything that whoever issues the token may do, managing API tokens included.',
      id: 'Semua yang boleh dilakukan oleh penerbit token, termasuk mengelola token API.',
    },
  },
};
