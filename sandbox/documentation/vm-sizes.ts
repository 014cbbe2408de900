import { type VmSize, vmSizeOf } from "azure-kdump-core";
import { table } from "./table";

/** The common series: what vmSizeOf knows of the smallest and of the largest of each, and the page that says so. */
export function vmSizeTable(): string {
  return table(
    [
      "Series",
      "vCPUs",
      "GiB for each",
      "Generations",
      "Disk controllers",
      "Temporary disk",
      "Accelerated networking",
      "Data disks",
      "Interfaces",
    ],
    series.map(([title, page, smallest, largest]) => {
      const ends = [sizeOf(smallest), sizeOf(largest)] as const;
      return [
        `[${title}](https://learn.microsoft.com/azure/virtual-machines/sizes/${page}-series)`,
        range(ends.map(({ vCPUs }) => vCPUs)),
        range(
          ends.map(({ memoryMiB, vCPUs }) => memoryMiB && vCPUs && Math.round((memoryMiB / 1024 / vCPUs) * 10) / 10),
        ),
        ends[0].generations.join(", "),
        ends[0].diskControllers.join(", "),
        ends[0].temporaryDisk ?? unknown,
        acceleratedNetworking(ends),
        range(ends.map(({ maxDataDisks }) => maxDataDisks)),
        range(ends.map(({ maxNetworkInterfaces }) => maxNetworkInterfaces)),
      ];
    }),
  );
}

const unknown = "?";

function sizeOf(name: string): VmSize {
  const size = vmSizeOf(`Standard_${name}`);
  if (size === undefined) throw new Error(`${name} is no VM size`);
  return size;
}

function range(ends: readonly (number | undefined)[]): string {
  const [first = unknown, last = unknown] = ends;
  return first === last ? `${first}` : `${first} to ${last}`;
}

function acceleratedNetworking(ends: readonly VmSize[]): string {
  const [first = unknown, last = unknown] = ends.map(({ acceleratedNetworking: has }) =>
    has === undefined ? unknown : has ? "yes" : "no",
  );
  return first === last ? first : "the larger ones";
}

/** As Azure calls it, its page, and two of its sizes. */
const series: readonly (readonly [title: string, page: string, smallest: string, largest: string])[] = [
  ["Av2", "general-purpose/av2", "A1_v2", "A8_v2"],
  ["Bv1", "general-purpose/bv1", "B1s", "B20ms"],
  ["Bsv2", "general-purpose/bsv2", "B2s_v2", "B32s_v2"],
  ["Bpsv2", "general-purpose/bpsv2", "B2ps_v2", "B16ps_v2"],
  ["Dsv2", "general-purpose/dsv2", "DS1_v2", "DS5_v2"],
  ["Dsv3", "general-purpose/dsv3", "D2s_v3", "D64s_v3"],
  ["Dasv4", "general-purpose/dasv4", "D2as_v4", "D96as_v4"],
  ["Dsv5", "general-purpose/dsv5", "D2s_v5", "D96s_v5"],
  ["Dlsv5", "general-purpose/dlsv5", "D2ls_v5", "D96ls_v5"],
  ["Dasv5", "general-purpose/dasv5", "D2as_v5", "D96as_v5"],
  ["Dpsv5", "general-purpose/dpsv5", "D2ps_v5", "D64ps_v5"],
  ["Ddsv6", "general-purpose/ddsv6", "D2ds_v6", "D128ds_v6"],
  ["Dadsv6", "general-purpose/dadsv6", "D2ads_v6", "D96ads_v6"],
  ["Dpdsv6", "general-purpose/dpdsv6", "D2pds_v6", "D96pds_v6"],
  ["Ddsv7", "general-purpose/ddsv7", "D2ds_v7", "D372ds_v7"],
  ["Dadsv7", "general-purpose/dadsv7", "D2ads_v7", "D160ads_v7"],
  ["Esv3", "memory-optimized/ev3-esv3", "E2s_v3", "E64s_v3"],
  ["Edsv4", "memory-optimized/edsv4", "E2ds_v4", "E80ids_v4"],
  ["Edsv5", "memory-optimized/edsv5", "E2ds_v5", "E104ids_v5"],
  ["Eadsv5", "memory-optimized/eadsv5", "E2ads_v5", "E112iads_v5"],
  ["Ebdsv5", "memory-optimized/ebdsv5-ebsv5", "E2bds_v5", "E96bds_v5"],
  ["Epdsv5", "memory-optimized/epdsv5", "E2pds_v5", "E32pds_v5"],
  ["Edsv6", "memory-optimized/edsv6", "E2ds_v6", "E192ids_v6"],
  ["Eadsv6", "memory-optimized/eadsv6", "E2ads_v6", "E96ads_v6"],
  ["Epdsv6", "memory-optimized/epdsv6", "E2pds_v6", "E96pds_v6"],
  ["Edsv7", "memory-optimized/edsv7", "E2ds_v7", "E372ids_v7"],
  ["Eadsv7", "memory-optimized/eadsv7", "E2ads_v7", "E160ads_v7"],
  ["Fsv2", "compute-optimized/fsv2", "F2s_v2", "F72s_v2"],
  ["Fasv6", "compute-optimized/fasv6", "F2as_v6", "F64as_v6"],
  ["Fadsv7", "compute-optimized/fadsv7", "F1ads_v7", "F80ads_v7"],
  ["FX", "compute-optimized/fx", "FX4mds", "FX48mds"],
  ["FXmdsv2", "compute-optimized/fxmdsv2", "FX2mds_v2", "FX96mds_v2"],
  ["Lsv3", "storage-optimized/lsv3", "L8s_v3", "L80s_v3"],
  ["Lsv4", "storage-optimized/lsv4", "L2s_v4", "L96s_v4"],
  ["Laosv4", "storage-optimized/laosv4", "L2aos_v4", "L32aos_v4"],
  ["M", "memory-optimized/m", "M8ms", "M128s"],
  ["NCasT4v3", "gpu-accelerated/ncast4v3", "NC4as_T4_v3", "NC64as_T4_v3"],
  ["NC_A100_v4", "gpu-accelerated/nca100v4", "NC24ads_A100_v4", "NC96ads_A100_v4"],
  ["NVadsA10v5", "gpu-accelerated/nvadsa10v5", "NV6ads_A10_v5", "NV72ads_A10_v5"],
];
