/** Writes what users of the packages rest on; a test compares, so that nothing of it changes unseen. */
export async function api(): Promise<number> {
  // No other command needs API Extractor, which brings a compiler of its own.
  const { writeApi } = await import("../documentation/api.js");
  await writeApi();
  return 0;
}
