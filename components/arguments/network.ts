import type * as pulumi from "@pulumi/pulumi";

/** What a network interface has beside its subnet and its address. */
export interface ConnectionArgs {
  /** An IPv6 address as well, which Azure gives; the subnet has to have an IPv6 range. Default false. */
  ipv6?: boolean;
  /** Default: none, and with a public IP address one that admits nobody from outside. */
  networkSecurityGroupId?: pulumi.Input<string>;
  /** Default: none. */
  applicationSecurityGroupIds?: pulumi.Input<string>[];
  /** Bypass the host's switch; the VM size has to have it. Default: as Azure has it, which is off. */
  enableAcceleratedNetworking?: boolean;
}

/** What a network interface has beside its subnet. */
export interface NetworkInterfaceArgs extends ConnectionArgs {
  /** Static IPv4 address in the subnet. Default: one that Azure gives. */
  privateIPAddress?: string;
}

/** An interface beside the primary one, in a subnet of the same virtual network. */
export interface AdditionalNetworkInterfaceArgs extends NetworkInterfaceArgs {
  /** Of this VM's interfaces, unique: lower-case letters, digits and -. */
  name: string;
  subnetId: pulumi.Input<string>;
}
