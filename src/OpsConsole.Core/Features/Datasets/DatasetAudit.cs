namespace OpsConsole.Core.Features.Datasets;

/// <summary>Datasets as the audit log says them.</summary>
internal static class DatasetAudit
{
    public const string ObjectKind = "dataset";
}
