import { publicationSchema } from './001-publication.js';
import { replicaKnowledge } from './002-replica-knowledge.js';

export const publicationMigrations = [publicationSchema, replicaKnowledge];
