/** Writes the sample inventory into apps/inventory-public-api/sample-data: `node tools/dist/sample-inventory/main.js`. */
import { writeFile } from 'node:fs/promises';
import { sampleInventoryFiles } from './files.js';
import { SAMPLE_DATA_FOLDER } from './folder.js';

for (const [name, content] of sampleInventoryFiles()) {
  await writeFile(new URL(name, SAMPLE_DATA_FOLDER), content);
  process.stdout.write(`${name}: ${(content.split('\n').length - 2).toString()} rows\n`);
}
