import { type Given, isNamed, mapGiven, notKnown, unlessEmpty } from "./given";
import type { Properties } from "./properties";
import { deploysVms, isVmType } from "./templates";

/** A resource that makes Azure run Linux VMs which it does not describe in a way that can be judged. */
export interface OtherWay {
  readonly what: string;
  /** What keeps its VMs from being judged, and what to do instead. */
  readonly why: string;
  /** Whether this one does, as far as its properties tell: those that may are not passed over. */
  readonly makesVms: (props: Properties) => boolean;
}

const always = () => true;

/** Unless it is said to be Windows. */
function unlessWindows(...operatingSystem: readonly string[]) {
  return (props: Properties) => isNamed(props.text(...operatingSystem), "Windows") !== true;
}

const template = {
  what: "an ARM template deployment",
  why: "VMs in a template are not judged: declare them as Pulumi resources, or deploy them from a stack of their own",
} as const;

const fleet = {
  what: "a Compute Fleet",
  why: "the VMs of a fleet are not judged: declare a scale set instead, or verify the dump in their guests",
  makesVms: always,
} as const;

const bulk = {
  what: "a bulk launch of VMs",
  why: "the VMs of a bulk action are not judged: declare a scale set instead, or verify the dump in their guests",
  makesVms: always,
} as const;

const aks = {
  what: "a Kubernetes cluster of AKS",
  why: "AKS installs and boots its nodes by itself, without customData: verify the dump on the nodes",
  makesVms: always,
} as const;

const aksNodes = {
  what: "a node pool of AKS",
  why: "AKS installs and boots its nodes by itself, without customData: verify the dump on the nodes",
  makesVms: unlessWindows("osType"),
} as const;

const batch = {
  what: "a pool of Azure Batch",
  why: "Batch boots its nodes without customData: verify the dump from a start task",
} as const;

const lab = {
  what: "a VM of DevTest Labs",
  why: "the lab makes the VM, without customData: declare the VM itself, or verify the dump in its guest",
} as const;

const machineLearning = {
  what: "a compute target of Azure Machine Learning",
  why: "Machine Learning boots its nodes by itself, without customData: verify the dump on them",
} as const;

const azureApi = {
  what: "a VM declared through Azure's API",
  why: "its properties are not judged in this form: declare it with azure-native's own resource",
} as const;

const openShift = {
  what: "a cluster of Azure Red Hat OpenShift",
  why: "the cluster installs and boots its nodes by itself, without customData: verify the dump on the nodes",
  makesVms: always,
} as const;

/** azure-native's, by module and name. */
export const azureNativeWays: Readonly<Record<string, OtherWay>> = {
  ...Object.fromEntries(
    [
      "Deployment",
      "DeploymentAtManagementGroupScope",
      "DeploymentAtScope",
      "DeploymentAtSubscriptionScope",
      "DeploymentAtTenantScope",
      "DeploymentStackAtManagementGroup",
      "DeploymentStackAtResourceGroup",
      "DeploymentStackAtSubscription",
    ].map((name) => [`resources:${name}`, { ...template, makesVms: armTemplate }]),
  ),
  "resources:Resource": { ...azureApi, makesVms: genericResource },
  "azurefleet:Fleet": fleet,
  "computebulkactions:BulkAction": bulk,
  "containerservice:ManagedCluster": aks,
  "containerservice:AgentPool": aksNodes,
  "redhatopenshift:OpenShiftCluster": openShift,
  "batch:Pool": {
    ...batch,
    makesVms: (props) => batchPool(props.object(...batchConfiguration), "windowsConfiguration"),
  },
  "devtestlab:VirtualMachine": { ...lab, makesVms: unlessWindows("galleryImageReference", "osType") },
  "machinelearningservices:Compute": { ...machineLearning, makesVms: machineLearningCompute },
};

/** Those of the Terraform providers azurerm and azapi, by their names there. */
export const terraformWays: Readonly<Record<string, OtherWay>> = {
  azurerm_template_deployment: { ...template, makesVms: (props) => deploysVms(props.json("templateBody")) },
  ...Object.fromEntries(
    ["resource_group", "subscription", "management_group", "tenant"].map((scope) => [
      `azurerm_${scope}_template_deployment`,
      { ...template, makesVms: scopedTemplate },
    ]),
  ),
  azurerm_compute_fleet: fleet,
  azurerm_kubernetes_cluster: aks,
  azurerm_kubernetes_cluster_node_pool: aksNodes,
  azurerm_redhat_openshift_cluster: openShift,
  azurerm_batch_pool: { ...batch, makesVms: (props) => batchPool(props, "windows") },
  azurerm_dev_test_linux_virtual_machine: { ...lab, makesVms: always },
  azurerm_machine_learning_compute_cluster: { ...machineLearning, makesVms: always },
  azurerm_machine_learning_compute_instance: { ...machineLearning, makesVms: always },
  azapi_resource: { ...azureApi, makesVms: (props) => mayBe(mapGiven(props.text("type"), isVmType)) },
  azapi_update_resource: { ...azureApi, makesVms: (props) => mayBe(mapGiven(props.text("type"), isVmType)) },
  azapi_resource_action: { ...azureApi, makesVms: azureApiAction },
};

const batchConfiguration = ["deploymentConfiguration", "virtualMachineConfiguration"] as const;

/** Without an action it is a request like any other; of the actions this one runs a script in the guest. */
function azureApiAction(props: Properties): boolean {
  const action = unlessEmpty(props.text("action"));
  const changes = action === undefined || mayBe(isNamed(action, "runCommand"));
  return changes && mayBe(mapGiven(props.text("type"), isVmType));
}

/** What is not known yet may be anything. */
function mayBe(given: Given<boolean>): boolean {
  return given === notKnown || given === true;
}

/** Stacks have the template at their own level, deployments and the first stacks one below. */
function armTemplate(props: Properties): boolean {
  return [props, props.object("properties")].some(
    (level) => level.hasObject("templateLink") !== undefined || deploysVms(level.json("template")),
  );
}

function scopedTemplate(props: Properties): boolean {
  return unlessEmpty(props.text("templateSpecVersionId")) !== undefined || deploysVms(props.json("templateContent"));
}

/** Microsoft.Compute, then virtualMachines; for what is inside a VM the parent's path says so. */
function genericResource(props: Properties): boolean {
  const parts = ["resourceProviderNamespace", "parentResourcePath", "resourceType"].map((name) => props.text(name));
  const known = parts.filter((part) => typeof part === "string" && part !== "");
  return parts.includes(notKnown) || isVmType(known.join("/"));
}

/** The agent's SKU names the system that it is built for: "batch.node.ubuntu 22.04", "batch.node.windows amd64". */
function batchPool(machine: Properties, windows: string): boolean {
  const agent = mapGiven(machine.text("nodeAgentSkuId"), (sku) => /windows/i.test(sku));
  return agent !== true && machine.hasObject(windows) !== true;
}

/** The other types attach what exists already. */
function machineLearningCompute(props: Properties): boolean {
  const target = props.object("properties");
  const made = mapGiven(target.text("computeType"), (type) => /^(?:AmlCompute|ComputeInstance)$/i.test(type));
  return mayBe(made) && isNamed(target.text("properties", "osType"), "Windows") !== true;
}
