import { Module } from '@nestjs/common';
import { UsageConsumer } from './usage-consumer.js';
import { UsageMetrics } from './usage-metrics.js';
import { UsageRecording } from './usage-recording.js';

/** From the counts that the services tell to a token's last use and its TokenUsed events. */
@Module({ providers: [UsageConsumer, UsageRecording, UsageMetrics] })
export class UsageModule {}
