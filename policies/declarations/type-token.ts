/** What a Pulumi type token names, in the words of the provider behind it. */
export type Named =
  /** "compute:VirtualMachine", whatever the API version. */
  | { readonly provider: "azure-native"; readonly name: string }
  /** Terraform's own name, "azurerm_linux_virtual_machine"; inModule where Terraform itself runs the resource. */
  | { readonly provider: "terraform"; readonly name: string; readonly inModule: boolean };

export function namedBy(token: string): Named | undefined {
  for (const { pattern, named } of packages) {
    const match = pattern.exec(token);
    if (match !== null) return named(match.groups ?? {});
  }
  return undefined;
}

type Groups = Readonly<Partial<Record<string, string>>>;

const packages: readonly { readonly pattern: RegExp; readonly named: (groups: Groups) => Named | undefined }[] = [
  {
    // azure-native:compute:X, azure-native:compute/v20240301:X; a package made for one API version is
    // azure-native_compute_v20240301:compute/v20240301:X (pulumi-azure-native, provider_parameterize.go);
    // azure-nextgen:compute/latest:X is azure-native's former name.
    pattern: /^azure-(?:native|nextgen)(?:_[a-z0-9]+_v[a-z0-9]+)?:(?<module>[a-z0-9]+)(?:\/[a-z0-9]+)?:(?<name>\w+)$/,
    named: ({ module = "", name = "" }) => ({ provider: "azure-native", name: `${module}:${name}` }),
  },
  {
    // azure:compute/linuxVirtualMachine:LinuxVirtualMachine
    pattern: /^azure:(?<member>\w+\/\w+):\w+$/,
    named: ({ member = "" }) => {
      const name = bridgedNames.get(member);
      return name === undefined ? undefined : { provider: "terraform", name, inModule: false };
    },
  },
  {
    // azurerm:index/linuxVirtualMachine:LinuxVirtualMachine, a package that a user generates from the provider
    // (pulumi-terraform-bridge, dynamic/info.go).
    pattern: /^(?<provider>azurerm|azapi):index\/(?<name>\w+):\w+$/,
    named: ({ provider = "", name = "" }) => ({
      provider: "terraform",
      name: `${provider}_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
      inModule: false,
    }),
  },
  {
    // mynetwork:tf:azurerm_linux_virtual_machine, a resource of a Terraform module that Pulumi runs
    // (pulumi-terraform-module, pkg/modprovider/child.go).
    pattern: /^[^:]+:tf:(?<name>(?:azurerm|azapi)_\w+)$/,
    named: ({ name = "" }) => ({ provider: "terraform", name, inModule: true }),
  },
];

/** Those of the bridged package's members that matter here, whose names do not follow from the provider's. */
const bridgedNames: ReadonlyMap<string, string> = new Map([
  ["batch/pool", "azurerm_batch_pool"],
  ["compute/extension", "azurerm_virtual_machine_extension"],
  ["compute/linuxVirtualMachine", "azurerm_linux_virtual_machine"],
  ["compute/linuxVirtualMachineScaleSet", "azurerm_linux_virtual_machine_scale_set"],
  ["compute/orchestratedVirtualMachineScaleSet", "azurerm_orchestrated_virtual_machine_scale_set"],
  ["compute/runCommand", "azurerm_virtual_machine_run_command"],
  ["compute/scaleSet", "azurerm_virtual_machine_scale_set"],
  ["compute/virtualMachine", "azurerm_virtual_machine"],
  ["compute/virtualMachineScaleSetExtension", "azurerm_virtual_machine_scale_set_extension"],
  ["compute/windowsVirtualMachine", "azurerm_windows_virtual_machine"],
  ["compute/windowsVirtualMachineScaleSet", "azurerm_windows_virtual_machine_scale_set"],
  ["containerservice/kubernetesCluster", "azurerm_kubernetes_cluster"],
  ["containerservice/kubernetesClusterNodePool", "azurerm_kubernetes_cluster_node_pool"],
  ["core/resourceGroupTemplateDeployment", "azurerm_resource_group_template_deployment"],
  ["core/subscriptionTemplateDeployment", "azurerm_subscription_template_deployment"],
  ["core/templateDeployment", "azurerm_template_deployment"],
  ["core/tenantTemplateDeployment", "azurerm_tenant_template_deployment"],
  ["devtest/linuxVirtualMachine", "azurerm_dev_test_linux_virtual_machine"],
  ["machinelearning/computeCluster", "azurerm_machine_learning_compute_cluster"],
  ["machinelearning/computeInstance", "azurerm_machine_learning_compute_instance"],
  ["redhatopenshift/cluster", "azurerm_redhat_openshift_cluster"],
  ["management/groupTemplateDeployment", "azurerm_management_group_template_deployment"],
]);
