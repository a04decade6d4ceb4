import { publicationSchema } from './001-publication.js';

export const publicationMigrations = [publicationSchema];
