import { hash } from 'node:crypto';

const START = `
addEventListener('load', () => {
  SwaggerUIBundle({
    url: '/docs/openapi.json',
    dom_id: '#swagger-ui',
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    validatorUrl: null,
  });
});
`;

/** The page that shows the document; everything it loads comes from this service. @param title of the API */
export const docsPage = (title: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}: API</title>
<link rel="icon" type="image/png" href="/docs/assets/favicon-32x32.png">
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script>${START}</script>
</head>
<body>
<noscript><p>This page needs JavaScript. The document itself: <a href="/docs/openapi.json">openapi.json</a>.</p></noscript>
<main id="swagger-ui"></main>
</body>
</html>
`;

/** Scripts and styles are the files of this service and the one script above, known by its hash. */
export const DOCS_POLICY = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${hash('sha256', START, 'base64')}'`,
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
