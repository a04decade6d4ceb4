/** Where the log is, and how to get to it. */
export type LogConnection = EmbeddedConnection | KafkaConnection;

export interface EmbeddedConnection {
  readonly kind: 'embedded';
  /** The log's own PostgreSQL database, as the role of the service that opens it. */
  readonly connectionString: string;
}

export interface KafkaConnection {
  readonly kind: 'kafka';
  /** `host:port` of some brokers; the others are learnt from them. */
  readonly brokers: readonly string[];
  /** Names this process in the brokers' own logs and quotas. */
  readonly clientId: string;
  /** Absent: plain text. */
  readonly tls?: KafkaTls;
  readonly sasl?: KafkaSasl;
}

/** PEM texts. An empty object trusts the machine's certificate authorities. */
export interface KafkaTls {
  readonly ca?: string;
  readonly certificate?: string;
  readonly key?: string;
}

export interface KafkaSasl {
  readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  readonly username: string;
  readonly password: string;
}
