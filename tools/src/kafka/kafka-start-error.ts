/** Kafka could not be had or started; the message is one line that says what is wrong and what would help. */
export class KafkaStartError extends Error {
  override readonly name = 'KafkaStartError';
}
