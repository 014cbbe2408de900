/** Where the machines are, and who may log in from where; it is there already. */
export const placement = { resourceGroupName: "fleet", location: "westeurope" };
export const subnetId =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/fleet/providers/Microsoft.Network/virtualNetworks/fleet/subnets/vms";
export const sshPublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIHqvE1mTQ1hYWq0m3sQG8B5hUqzqkqyFz3wqj8Xv0aV admin";
export const sshSourceAddressPrefixes = ["192.0.2.0/24"];
