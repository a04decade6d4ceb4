import type { Tap } from '@portcullis/testing';

const PRODUCE = 0;

/** Makes taps on Kafka's protocol that, while `isLying`, set the base offset of every acknowledgement to 0. */
export function lyingProduceAnswers(isLying: () => boolean): () => Tap {
  return () => {
    const produceRequests = new Set<number>();
    const requests = new Frames();
    const answers = new Frames();
    return {
      request: (chunk) => {
        for (const frame of requests.add(chunk)) {
          if (frame.readInt16BE(4) === PRODUCE) produceRequests.add(frame.readInt32BE(8));
        }
      },
      answer: (chunk) => {
        const frames = answers.add(chunk);
        for (const frame of frames) if (produceRequests.delete(frame.readInt32BE(4)) && isLying()) setBaseOffset(frame);
        return Buffer.concat(frames);
      },
    };
  };
}

/** Size, correlation, number of topics, topic, number of partitions, partition, error, base offset. */
function setBaseOffset(frame: Buffer): void {
  const topicLength = frame.readInt16BE(12);
  frame.writeBigInt64BE(0n, 14 + topicLength + 4 + 4 + 2);
}

/** Chunks as they come, put together to whole frames, each with the four bytes of its size. */
class Frames {
  private rest = Buffer.alloc(0);

  add(chunk: Buffer): Buffer[] {
    this.rest = Buffer.concat([this.rest, chunk]);
    const frames: Buffer[] = [];
    for (;;) {
      const size = this.rest.length >= 4 ? this.rest.readInt32BE(0) + 4 : Infinity;
      if (this.rest.length < size) return frames;
      frames.push(Buffer.from(this.rest.subarray(0, size)));
      this.rest = this.rest.subarray(size);
    }
  }
}
