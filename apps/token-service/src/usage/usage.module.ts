import { Module } from '@nestjs/common';
import { OwnUsageModule } from './own-usage.module.js';
import { UsageUpkeep } from './upkeep/usage-upkeep.js';
import { UsageConsumer } from './usage-consumer.js';
import { UsageMetrics } from './usage-metrics.js';
import { UsageRecording } from './usage-recording.js';

/** From the counts that the services tell to a token's last use, its TokenUsed events and the detail of its calls. */
@Module({ imports: [OwnUsageModule], providers: [UsageConsumer, UsageRecording, UsageMetrics, UsageUpkeep] })
export class UsageModule {}
