/** Takes a text piece by piece and hands on each of its lines once it is whole, without its end. */
export function byLine(onLine: (line: string) => void): (text: string) => void {
  let unfinished = "";
  return (text) => {
    const lines = (unfinished + text).split("\n");
    unfinished = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  };
}
