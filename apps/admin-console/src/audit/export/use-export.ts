import { useEffect, useRef, useState } from 'react';
import { exportHistory, type Progress, type Wished } from './history-file.js';

export type ExportState =
  | { readonly is: 'idle' | 'stopped' }
  | { readonly is: 'running'; readonly progress: Progress }
  | { readonly is: 'done'; readonly progress: Progress; readonly wished: Wished }
  | { readonly is: 'failed'; readonly error: unknown };

const NOTHING: Progress = { events: 0, bytes: 0, of: undefined };
/** A fast export comes in thousands of pieces. */
const TELL_EVERY_MS = 100;

/** One export at a time; it ends with the page. */
export function useExport() {
  const [state, setState] = useState<ExportState>({ is: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => { running.current?.abort(); }, []);
  const start = (wished: Wished): void => {
    const controller = new AbortController();
    running.current = controller;
    let told = 0;
    const tell = (progress: Progress): void => {
      if (performance.now() - told < TELL_EVERY_MS) return;
      told = performance.now();
      setState({ is: 'running', progress });
    };
    setState({ is: 'running', progress: NOTHING });
    exportHistory(wished, controller.signal, tell).then(
      (progress) => { setState({ is: 'done', progress, wished }); },
      (error: unknown) => { setState(isStop(error) ? { is: 'stopped' } : { is: 'failed', error }); },
    );
  };
  return { state, start, stop: () => running.current?.abort() };
}

const isStop = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';
