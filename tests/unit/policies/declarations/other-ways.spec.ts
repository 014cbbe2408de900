import assert from "node:assert/strict";
import { declarationOf } from "#policies/declarations/index";
import { tables } from "#policies/declarations/tables";
import { namedBy } from "#policies/declarations/type-token";
import { unknownCheckingProxy } from "#policies/unknown-value";
import { kindOf } from "./declared";
import { unknown } from "./unknown";

type Props = Readonly<Record<string, unknown>>;

const vm = { type: "Microsoft.Compute/virtualMachines", apiVersion: "2024-03-01", name: "web-0", properties: {} };
const withVm = { $schema: "https://schema.management.azure.com/x", contentVersion: "1.0.0.0", resources: [vm] };
const withoutVm = {
  ...withVm,
  resources: [
    { type: "Microsoft.Insights/metricAlerts", scope: "[resourceId('Microsoft.Compute/virtualMachines', 'x')]" },
    { type: "Microsoft.Compute/virtualMachineImages", name: "x" },
  ],
};
const linked = {
  resources: [{ type: "Microsoft.Resources/deployments", properties: { templateLink: { uri: "https://x" } } }],
};
const nested = {
  resources: [{ type: "Microsoft.Resources/deployments", properties: { template: { resources: [vm] } } }],
};

const deployment = "azure-native:resources:Deployment";
const stack = "azure-native:resources:DeploymentStackAtResourceGroup";
const scoped = "azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment";
const oldest = "azure:core/templateDeployment:TemplateDeployment";
const generic = "azure-native:resources:Resource";
const azapi = "azapi:index/resource:Resource";
const azapiAction = "azapi:index/resourceAction:ResourceAction";
const pool = "azure-native:batch:Pool";
const machineLearning = "azure-native:machinelearningservices:Compute";

function batch(virtualMachineConfiguration: unknown): Props {
  return { deploymentConfiguration: { virtualMachineConfiguration } };
}

/** type and properties of what makes, or may make, Linux VMs. */
const ways: Readonly<Record<string, readonly [string, Props]>> = {
  "a template with a VM": [deployment, { properties: { mode: "Incremental", template: withVm } }],
  "a template with a scale set": [
    deployment,
    { properties: { template: { resources: [{ type: "microsoft.compute/virtualmachinescalesets" }] } } },
  ],
  "a template as text": [deployment, { properties: { template: JSON.stringify(withVm, undefined, 2) } }],
  "a nested template": [deployment, { properties: { template: nested } }],
  "a template with a linked one": [deployment, { properties: { template: linked } }],
  "a linked template": [deployment, { properties: { templateLink: { uri: "https://x" } } }],
  "a linked template that is not known": [deployment, { properties: { templateLink: unknown.object } }],
  "a template that is not known": [deployment, { properties: { template: unknown.object } }],
  "a template of which something is not known": [
    deployment,
    { properties: { template: { resources: [{ type: "Microsoft.Network/x", name: unknown.text }] } } },
  ],
  "a template that the CLI cannot decrypt": [deployment, { properties: { template: "[secret]" } }],
  "a deployment that is not known": [deployment, { properties: unknown.object }],
  "a deployment stack": [stack, { template: withVm }],
  "a deployment stack of a link": [stack, { templateLink: { id: "/x" } }],
  "a deployment stack of the first version": [stack, { properties: { template: withVm } }],
  "azurerm's template": [scoped, { templateContent: JSON.stringify(withVm) }],
  "azurerm's template, escaped": [scoped, { templateContent: JSON.stringify(withVm).replaceAll("/", "\\/") }],
  "azurerm's template with comments": [
    scoped,
    { templateContent: `// VMs\n${JSON.stringify(withVm).replaceAll("/", "\\/")}` },
  ],
  "azurerm's template spec": [scoped, { templateSpecVersionId: "/x" }],
  "azurerm's template that is not known": [scoped, { templateContent: unknown.text }],
  "azurerm's oldest template": [oldest, { templateBody: JSON.stringify(withVm) }],

  "any VM through the generic resource": [
    generic,
    { resourceProviderNamespace: "Microsoft.Compute", parentResourcePath: "", resourceType: "virtualMachines" },
  ],
  "an extension through the generic resource": [
    generic,
    {
      resourceProviderNamespace: "microsoft.compute",
      parentResourcePath: "virtualMachines/web-0",
      resourceType: "extensions",
    },
  ],
  "a generic resource that is not known": [
    generic,
    { resourceProviderNamespace: "Microsoft.Compute", resourceType: unknown.text },
  ],
  "azapi's VM": [azapi, { type: "Microsoft.Compute/virtualMachines@2024-03-01", body: {} }],
  "azapi's scale set": [azapi, { type: "microsoft.compute/virtualmachinescalesets@2024-03-01" }],
  "azapi's extension": [azapi, { type: "Microsoft.Compute/virtualMachines/extensions@2024-03-01" }],
  "azapi's resource that is not known": [azapi, { type: unknown.text }],
  "azapi's update of a VM": [
    "azapi:index/updateResource:UpdateResource",
    { type: "Microsoft.Compute/virtualMachines@2024-03-01" },
  ],
  "azapi's request to a VM": [azapiAction, { type: "Microsoft.Compute/virtualMachines@2024-03-01", method: "PUT" }],
  "azapi's script in a VM": [
    azapiAction,
    { type: "Microsoft.Compute/virtualMachines@2024-03-01", action: "runCommand" },
  ],
  "azapi's action that is not known": [
    azapiAction,
    { type: "Microsoft.Compute/virtualMachines@2024-03-01", action: unknown.text },
  ],
  "azapi's VM of a Terraform module": [
    "avm:tf:azapi_resource",
    { type: "Microsoft.Compute/virtualMachines@2024-03-01" },
  ],

  "a Compute Fleet": ["azure-native:azurefleet/v20241101:Fleet", {}],
  "azurerm's Compute Fleet": ["azurerm:index/computeFleet:ComputeFleet", {}],
  "a bulk action": ["azure-native:computebulkactions:BulkAction", {}],
  "an AKS cluster": ["azure-native:containerservice:ManagedCluster", {}],
  "azurerm's AKS cluster": ["azure:containerservice/kubernetesCluster:KubernetesCluster", {}],
  "an AKS node pool": ["azure-native:containerservice:AgentPool", { osType: "Linux" }],
  "an AKS node pool of the default": ["azure-native:containerservice:AgentPool", {}],
  "azurerm's AKS node pool": ["azure:containerservice/kubernetesClusterNodePool:KubernetesClusterNodePool", {}],
  "an OpenShift cluster": ["azure-native:redhatopenshift:OpenShiftCluster", {}],
  "azurerm's OpenShift cluster": ["azure:redhatopenshift/cluster:Cluster", {}],
  "a Batch pool": [pool, batch({ nodeAgentSkuId: "batch.node.ubuntu 22.04" })],
  "a Batch pool that is not known": [pool, { deploymentConfiguration: unknown.object }],
  "azurerm's Batch pool": ["azure:batch/pool:Pool", { nodeAgentSkuId: "batch.node.el 9" }],
  "a lab's VM": ["azure-native:devtestlab:VirtualMachine", { galleryImageReference: { osType: "Linux" } }],
  "azurerm's lab VM": ["azure:devtest/linuxVirtualMachine:LinuxVirtualMachine", {}],
  "a compute cluster": [machineLearning, { properties: { computeType: "AmlCompute" } }],
  "a compute instance": [machineLearning, { properties: { computeType: "ComputeInstance" } }],
  "a compute target that is not known": [machineLearning, { properties: unknown.object }],
  "azurerm's compute instance": ["azure:machinelearning/computeInstance:ComputeInstance", {}],
  "azurerm's compute cluster": ["azure:machinelearning/computeCluster:ComputeCluster", {}],
};

const none: Readonly<Record<string, readonly [string, Props]>> = {
  "a template without VMs": [deployment, { properties: { template: withoutVm } }],
  "a template of nothing": [deployment, { properties: { template: {} } }],
  "a deployment of nothing": [deployment, {}],
  "azurerm's template without VMs": [scoped, { templateContent: JSON.stringify(withoutVm), templateSpecVersionId: "" }],
  "azurerm's oldest template without VMs": [oldest, { templateBody: "{}" }],
  "a template that is only kept": ["azure-native:resources:TemplateSpecVersion", { mainTemplate: withVm }],
  "what a deployment would do": ["azure-native:resources:DeploymentStacksWhatIfResultsAtSubscription", {}],
  "another generic resource": [
    generic,
    { resourceProviderNamespace: "Microsoft.Network", parentResourcePath: "", resourceType: "virtualNetworks" },
  ],
  "a generic resource of nothing": [generic, {}],
  "another resource of azapi": [azapi, { type: "Microsoft.Network/virtualNetworks@2024-03-01" }],
  "a resource of azapi that only sounds alike": [azapi, { type: "Microsoft.Compute/virtualMachineImages@2024-03-01" }],
  "azapi's start of a VM": [azapiAction, { type: "Microsoft.Compute/virtualMachines@2024-03-01", action: "start" }],
  "azapi's action on another resource": [azapiAction, { type: "Microsoft.Network/virtualNetworks@2024-03-01" }],
  "another resource of azapi in a Terraform module": ["avm:tf:azapi_resource", { type: "Microsoft.Network/x@2024" }],
  "an AKS node pool of Windows": ["azure-native:containerservice:AgentPool", { osType: "Windows" }],
  "azurerm's AKS node pool of Windows": [
    "azure:containerservice/kubernetesClusterNodePool:KubernetesClusterNodePool",
    { osType: "Windows" },
  ],
  "a Batch pool of Windows": [pool, batch({ nodeAgentSkuId: "batch.node.windows amd64" })],
  "a Batch pool configured for Windows": [pool, batch({ windowsConfiguration: {} })],
  "azurerm's Batch pool of Windows": ["azure:batch/pool:Pool", { nodeAgentSkuId: "batch.node.windows amd64" }],
  "a lab's VM of Windows": ["azure-native:devtestlab:VirtualMachine", { galleryImageReference: { osType: "Windows" } }],
  "azurerm's lab VM of Windows": ["azure:devtest/windowsVirtualMachine:WindowsVirtualMachine", {}],
  "an attached compute target": [machineLearning, { properties: { computeType: "AKS" } }],
  "a compute cluster of Windows": [
    machineLearning,
    { properties: { computeType: "AmlCompute", properties: { osType: "Windows" } } },
  ],
};

const deployments = [
  "azure-native:resources/v20220901:DeploymentAtManagementGroupScope",
  "azure-native:resources:DeploymentAtScope",
  "azure-native:resources:DeploymentAtSubscriptionScope",
  "azure-native:resources:DeploymentAtTenantScope",
  "azure-native:resources:DeploymentStackAtManagementGroup",
  "azure-native:resources:DeploymentStackAtSubscription",
];

const azurermDeployments = [
  "azure:core/subscriptionTemplateDeployment:SubscriptionTemplateDeployment",
  "azure:core/tenantTemplateDeployment:TenantTemplateDeployment",
  "azure:management/groupTemplateDeployment:GroupTemplateDeployment",
  "azurerm:index/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment",
];

describe("another way to a VM", () => {
  it("says what it is, what keeps it from being judged and what to do", () => {
    for (const { otherWays } of Object.values(tables)) {
      for (const { what, why } of Object.values(otherWays)) {
        assert.match(what, /^an? [^.]+$/);
        assert.match(why, /^[^.:]+: [^.:]+$/);
      }
    }
  });

  it("is tested here, whichever it is", () => {
    const tested = [...Object.values(ways).map(([type]) => type), ...deployments, ...azurermDeployments].map(
      (type) => namedBy(type)?.name,
    );
    const names = Object.values(tables).flatMap(({ otherWays }) => Object.keys(otherWays));
    assert.deepEqual(names.sort(), [...new Set(tested)].sort());
  });

  for (const [what, [type, props]] of Object.entries(ways)) {
    it(`is ${what}`, () => {
      const declared = declarationOf(type, unknownCheckingProxy(props));
      assert.equal(declared?.kind, "opaque");
    });
  }

  for (const [what, [type, props]] of Object.entries(none)) {
    it(`is not ${what}`, () => {
      assert.equal(kindOf(type, props), undefined);
    });
  }

  for (const type of deployments) {
    it(`is ${type}`, () => {
      assert.equal(kindOf(type, { properties: { template: withVm } }), "opaque");
      assert.equal(kindOf(type, { properties: { template: withoutVm } }), undefined);
    });
  }

  for (const type of azurermDeployments) {
    it(`is ${type}`, () => {
      assert.equal(kindOf(type, { templateContent: JSON.stringify(withVm) }), "opaque");
      assert.equal(kindOf(type, { templateContent: JSON.stringify(withoutVm) }), undefined);
    });
  }
});
