import { hash } from 'node:crypto';

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
body { max-width: 44rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; color: CanvasText; background: Canvas; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
pre { overflow-x: auto; padding: .75rem 1rem; border: 1px solid GrayText; border-radius: .375rem; }
nav a { margin-right: 1rem; }
a:focus-visible, pre:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
`;

interface PageText {
  readonly lang: string;
  readonly heading: string;
  readonly what: string;
  readonly api: string;
  readonly logIn: string;
  readonly address: string;
  readonly example: string;
  readonly state: string;
  readonly documents: string;
}

const TEXTS: readonly PageText[] = [
  {
    lang: 'en',
    heading: 'English',
    what: `Portcullis issues API tokens for a family of services. Each service checks them by itself, with no call to
      anyone; a token that is revoked is refused everywhere at once, and the system can prove it.`,
    api: `This is <strong>token-service</strong>, where tokens are issued and revoked. It is used by its API, below
      <code>/api/v1</code>. Its console is not built here: <code>npm run build</code> makes it, and a restart shows it.`,
    logIn: 'To log in without it, send the email and the password of a workspace owner:',
    address: 'the address of this page',
    example: 'Example of a log-in with curl',
    state: 'Every route: <a href="/docs">docs</a>. State of the service: <a href="/health">health</a>, <a href="/metrics">metrics</a>.',
    documents: `How to issue, use and revoke a token stands in <code>README.md</code> of the repository, how it works in
      <code>docs/ARCHITECTURE.md</code>, and what each error means in <code>docs/failure-modes.md</code>.`,
  },
  {
    lang: 'id',
    heading: 'Bahasa Indonesia',
    what: `Portcullis menerbitkan token API untuk sekelompok layanan. Setiap layanan memeriksanya sendiri tanpa memanggil
      pihak lain; token yang dicabut ditolak di semua layanan sekaligus, dan sistem dapat membuktikannya.`,
    api: `Ini adalah <strong>token-service</strong>, tempat token diterbitkan dan dicabut. Layanan ini digunakan melalui
      API-nya, di bawah <code>/api/v1</code>. Konsolnya belum dibangun di sini: <code>npm run build</code> membuatnya, dan
      layanan yang dimulai ulang menampilkannya.`,
    logIn: 'Untuk masuk tanpa konsol, kirimkan email dan kata sandi pemilik ruang kerja:',
    address: 'alamat halaman ini',
    example: 'Contoh masuk dengan curl',
    state: 'Semua rute: <a href="/docs">dokumentasi</a>. Keadaan layanan: <a href="/health">kesehatan</a>, <a href="/metrics">metrik</a>.',
    documents: `Cara menerbitkan, memakai, dan mencabut token dijelaskan dalam <code>README.md</code> di repositori, cara
      kerjanya dalam <code>docs/ARCHITECTURE.md</code>, dan arti setiap galat dalam <code>docs/failure-modes.md</code>.`,
  },
];

/** The page is cached for everybody, so it does not repeat the Host that somebody sent. */
const exampleWith = (address: string): string => `URL=https://…  # ${address}
curl -c cookies.txt -H 'content-type: application/json' \\
  -d '{"email":"…","password":"…"}' "$URL/api/v1/session"`;

/** In the place of the console where that was not built: static, the same for everybody, one style and no script. */
export const PLAIN_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Portcullis token-service</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>Portcullis</h1>
<nav aria-label="Language">${TEXTS.map(linkTo).join('')}</nav>
</header>
<main>${TEXTS.map(section).join('')}</main>
</body>
</html>
`;

/** Nothing is loaded but the one style above, known by its hash; no script, no frame, no form. */
export const PLAIN_PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', STYLE, 'base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

function linkTo({ lang, heading }: PageText): string {
  return `<a href="#${lang}" lang="${lang}" hreflang="${lang}">${heading}</a>`;
}

function section(text: PageText): string {
  return `
<section id="${text.lang}" lang="${text.lang}" aria-labelledby="${text.lang}-heading">
<h2 id="${text.lang}-heading">${text.heading}</h2>
<p>${text.what}</p>
<p>${text.api}</p>
<p>${text.logIn}</p>
<pre tabindex="0" role="region" aria-label="${text.example}"><code>${exampleWith(text.address).replaceAll('"', '&quot;')}</code></pre>
<p>${text.state}</p>
<p>${text.documents}</p>
</section>`;
}
