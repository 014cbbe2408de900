/** What EL releases of one major version share, whoever rebuilds them. Sources: the kexec-tools and kdump-utils of each. */
export const el7 = {
  dialect: "el7",
  bootLoader: "grub2-mkconfig",
  cloudInit: "19.4-py2.7",
  packages: ["kexec-tools"],
  unit: "kdump.service",
  generations: { x64: [1, 2] },
} as const;

export const el8 = {
  dialect: "el8",
  bootLoader: "grubby",
  cloudInit: "23.4-py3.6",
  packages: ["kexec-tools"],
  unit: "kdump.service",
  status: "current",
  generations: { x64: [1, 2], arm64: [2] },
} as const;

export const el9 = { ...el8, dialect: "el9", cloudInit: "24.4" } as const;

/** kdump moved into a package of its own, which pulls in kexec-tools and makedumpfile. */
export const el10 = { ...el9, dialect: "el10", packages: ["kdump-utils"] } as const;
