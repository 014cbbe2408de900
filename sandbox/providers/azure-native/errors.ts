/** A refusal by Azure, worded as azure-native passes it on (pulumi-azure-native `PulumiAzcoreResponseError`). */
export class AzureError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
  ) {
    super(`Status=${status} Code="${code}" Message="${detail}"`);
  }
}
