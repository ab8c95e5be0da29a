namespace OpsConsole.Core.Features.Datasets.Import;

/// <summary>Enough of a value to recognise it in a message.</summary>
internal static class Excerpt
{
    public static string Of(string value) => value.Length <= 60 ? value : value[..60] + "…";
}
