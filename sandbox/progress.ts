/** What a long step is doing right now, and for how long. */
export interface Progress {
  readonly update: (text: string) => void;
  /** Ends the step with a last line. */
  done(text: string): void;
  /** Ends the step without one. */
  stop(): void;
}

/** One line that changes on a terminal; in a log, where nothing can change, a line now and then. */
export function startProgress(first: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  const started = Date.now();
  let text = first;
  const line = (): string => `${text} (${Math.round((Date.now() - started) / 1000)} s)`;
  const redraw = (): void => void stream.write(`\r\x1b[K${line().slice(0, Math.max(20, stream.columns - 1))}`);
  const show = stream.isTTY ? redraw : (): void => void stream.write(`${line()}\n`);
  const timer = setInterval(show, stream.isTTY ? 1000 : 15_000);
  show();
  const stop = (): void => {
    clearInterval(timer);
    if (stream.isTTY) stream.write("\r\x1b[K");
  };
  return {
    update: (next) => {
      text = next;
      if (stream.isTTY) redraw();
    },
    done: (last) => {
      text = last;
      stop();
      stream.write(`${line()}\n`);
    },
    stop,
  };
}
