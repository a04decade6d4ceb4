/** What a worker tells the benchmark. */
export type FromWorker<Result> = { readonly kind: 'progress'; readonly line: string } | { readonly kind: 'result'; readonly result: Result };
