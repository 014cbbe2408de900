import { takesUserData } from "./cloud-init/version";
import { type ReleaseName, releases } from "./releases";

/**
 * Which of a VM's two fields (base64) a release's cloud-init reads: customData; where that is absent or empty userData,
 * if it knows of that at all (DataSourceAzure of cloud-init 21.2).
 */
export function userDataInEffect(
  release: ReleaseName,
  { customData, userData }: { readonly customData?: string | undefined; readonly userData?: string | undefined },
): string | undefined {
  if (customData !== undefined && customData.trim() !== "") return customData;
  return takesUserData(releases[release].cloudInit) ? userData : undefined;
}
