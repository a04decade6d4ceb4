import { Module } from '@nestjs/common';
import { EvidenceModule } from '../../evidence/evidence.module.js';
import { ExportHistoryRoute } from './export-history.route.js';
import { ExportPlaces } from './export-places.js';
import { HistoryExports } from './history-exports.js';

/** The history as a file that proves itself. */
@Module({ imports: [EvidenceModule], controllers: [ExportHistoryRoute], providers: [ExportPlaces, HistoryExports] })
export class ExportHistoryModule {}
