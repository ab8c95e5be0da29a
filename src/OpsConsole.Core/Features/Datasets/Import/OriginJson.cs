using System.Text.Json;
using OpsConsole.Core.Features.Datasets.Model;

namespace OpsConsole.Core.Features.Datasets.Import;

/// <summary>A case's origin in a file: <c>kind</c>, <c>reference</c> and, where there is one, <c>href</c>.</summary>
internal static class OriginJson
{
    public const int MaxReferenceLength = 200;
    private const int MaxHrefLength = 400;

    public static void Write(Utf8JsonWriter writer, CaseOrigin origin)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", origin.Kind.ToString());
        writer.WriteString("reference", origin.Reference);
        if (origin.Href is { } href)
        {
            writer.WriteString("href", href);
        }

        writer.WriteEndObject();
    }

    /// <summary>The origin, or what is wrong with it. A file is a stranger's: its link may lead nowhere but into the console.</summary>
    public static (CaseOrigin? Origin, string? Fault) Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return (null, "an origin is an object with 'kind' and 'reference'");
        }

        string? kindText = null, reference = null, href = null;
        foreach (var member in value.EnumerateObject())
        {
            var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
            switch (member.Name)
            {
                case "kind":
                    kindText = text;
                    break;
                case "reference":
                    reference = text;
                    break;
                case "href" when member.Value.ValueKind != JsonValueKind.Null:
                    href = text ?? "";
                    break;
                case "href":
                    break;
                default:
                    return (null, $"'{Excerpt.Of(member.Name)}' is not known in an origin");
            }
        }

        if (!Enum.TryParse<CaseOriginKind>(kindText, ignoreCase: true, out var kind) || !Enum.IsDefined(kind) || int.TryParse(kindText, out _))
        {
            return (null, $"an origin's kind is one of {string.Join(", ", Enum.GetNames<CaseOriginKind>())}");
        }

        if (string.IsNullOrWhiteSpace(reference) || reference.Length > MaxReferenceLength || reference.Any(char.IsControl))
        {
            return (null, $"an origin's reference is an id of at most {MaxReferenceLength} characters");
        }

        return href is null || IsPath(href)
            ? (new CaseOrigin(kind, reference, href), null)
            : (null, "an origin's href is a path within the console, such as /runs/RUN-0001");
    }

    private static bool IsPath(string href) =>
        href.Length is > 1 and <= MaxHrefLength && href[0] == '/' && href[1] != '/' && !href.Contains('\\') && !href.Any(char.IsControl);
}
