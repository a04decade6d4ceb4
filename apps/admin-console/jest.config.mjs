import preset from '../../jest.preset.mjs';

/** Beside the sources what needs no browser; in browser/ the pages, as a person has them. */
export default { ...preset, testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/browser/**/*.spec.ts'], maxWorkers: 1, testTimeout: 90_000 };
