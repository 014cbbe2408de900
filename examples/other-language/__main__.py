import pulumi


class HardenedVm(pulumi.ComponentResource):
    """Any language needs no more than the token and the names of docs/arguments.md.

    `pulumi package add ../../components` generates a class with types for them.
    """

    vmId: pulumi.Output[str]
    image: pulumi.Output[str]
    crashDump: pulumi.Output[dict]

    def __init__(self, name: str, args: dict, opts: pulumi.ResourceOptions | None = None):
        # Names of outputs go among the arguments, before them: crashDump is both.
        outputs = {"vmId": None, "image": None, "crashDump": None}
        super().__init__("azure-kdump:index:HardenedVm", name, {**outputs, **args}, opts, remote=True)


config = pulumi.Config()

vm = HardenedVm(
    "web",
    {
        "resourceGroupName": config.require("resourceGroupName"),
        "subnetId": config.require("subnetId"),
        "release": config.require("release"),
        "sshPublicKeys": [config.require("sshPublicKey")],
        "crashDump": {"panicTimeoutSeconds": config.require_int("panicTimeoutSeconds")},
        "verification": {"channel": config.require("verification")},
    },
)

pulumi.export("vmId", vm.vmId)
pulumi.export("image", vm.image)
pulumi.export("crashDump", vm.crashDump)
