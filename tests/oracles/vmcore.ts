/**
 * The memory of a made-up x64 machine as its crash leaves it, an ELF core of 36 KiB: as little as makedumpfile wants to
 * filter it and to read its kernel log (the form before Linux 3.5, plain characters).
 */
export function vmcore(log: string): Buffer {
  const note = noteOf(Object.entries(vmcoreInfo).map(([name, value]) => `${name}=${value}\n`));
  const memory = memoryOf(log);
  const size = BigInt(memory.length);
  const headers = Buffer.concat([
    elfHeader(),
    programHeader(4, 0x40n + 2n * 56n, 0n, BigInt(note.length)),
    programHeader(1, BigInt(page), kernel, size),
    note,
  ]);
  return Buffer.concat([headers, Buffer.alloc(page - headers.length), memory]);
}

const page = 0x1000;
/** Where the kernel is mapped: __START_KERNEL_map of x64. */
const kernel = 0xffffffff80000000n;
const release = "2.6.32-5-amd64";

/** Physical addresses; the symbols below are these, mapped. */
const at = { pgd: 0x1000, pud: 0x2000, pmd: 0x3000, uts: 0x4000, text: 0x5000, log: 0x6000, map: 0x7000, end: 0x8000 };

const vmcoreInfo: Readonly<Record<string, string | number>> = {
  OSRELEASE: release,
  PAGESIZE: page,
  "NUMBER(phys_base)": 0,
  "SYMBOL(_stext)": mapped(at.pgd),
  "SYMBOL(init_level4_pgt)": mapped(at.pgd),
  // The name comes after a count, as in the kernel: makedumpfile 1.6.8 goes astray without.
  "SYMBOL(init_uts_ns)": mapped(at.uts - 4),
  "OFFSET(uts_namespace.name)": 4,
  "SYMBOL(log_buf)": mapped(at.log),
  "SYMBOL(log_end)": mapped(at.log + 8),
  "SYMBOL(log_buf_len)": mapped(at.log + 16),
  "SYMBOL(logged_chars)": mapped(at.log + 24),
  "SYMBOL(mem_map)": mapped(at.log + 32),
  "SIZE(page)": 64,
  "OFFSET(page.flags)": 0,
  "OFFSET(page._count)": 8,
  "OFFSET(page.mapping)": 24,
};

function mapped(address: number): string {
  return (kernel + BigInt(address)).toString(16);
}

function memoryOf(log: string): Buffer {
  const memory = Buffer.alloc(at.end);
  const present = 0x63;
  const large = 0x80;
  memory.writeBigUInt64LE(BigInt(at.pud | present), at.pgd + 511 * 8);
  memory.writeBigUInt64LE(BigInt(at.pmd | present), at.pud + 510 * 8);
  memory.writeBigUInt64LE(BigInt(present | large), at.pmd);
  for (const [index, name] of ["Linux", "host", release, "#1", "x86_64"].entries()) {
    memory.write(name, at.uts + 65 * index);
  }
  const length = memory.write(log, at.text);
  memory.writeBigUInt64LE(kernel + BigInt(at.text), at.log);
  memory.writeUInt32LE(length, at.log + 8);
  memory.writeUInt32LE(page, at.log + 16);
  memory.writeUInt32LE(length, at.log + 24);
  memory.writeBigUInt64LE(kernel + BigInt(at.map), at.log + 32);
  return memory;
}

function noteOf(lines: readonly string[]): Buffer {
  const name = Buffer.from("VMCOREINFO\0\0");
  const description = Buffer.from(lines.join(""));
  const header = Buffer.alloc(12);
  header.writeUInt32LE("VMCOREINFO\0".length, 0);
  header.writeUInt32LE(description.length, 4);
  return Buffer.concat([header, name, description, Buffer.alloc(-description.length & 3)]);
}

function elfHeader(): Buffer {
  const header = Buffer.alloc(64);
  header.write("\x7fELF\x02\x01\x01", "latin1");
  header.writeUInt16LE(4, 16); // ET_CORE
  header.writeUInt16LE(62, 18); // EM_X86_64
  header.writeUInt32LE(1, 20);
  header.writeBigUInt64LE(64n, 32);
  header.writeUInt16LE(64, 52);
  header.writeUInt16LE(56, 54);
  header.writeUInt16LE(2, 56);
  return header;
}

function programHeader(type: number, offset: bigint, address: bigint, size: bigint): Buffer {
  const header = Buffer.alloc(56);
  header.writeUInt32LE(type, 0);
  for (const [index, value] of [offset, address, 0n, size, size].entries()) {
    header.writeBigUInt64LE(value, 8 + 8 * index);
  }
  return header;
}
