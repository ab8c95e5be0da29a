using System.Text.Json;

namespace OpsConsole.Core.Features.Evals.Text;

/// <summary>JSON by the letter of RFC 8259, with a bound on its depth so that no walk over it can exhaust the stack.</summary>
internal static class StrictJson
{
    public const int MaxDepth = 256;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    public static JsonDocument? TryParse(string text, out string fault)
    {
        try
        {
            fault = "";
            return JsonDocument.Parse(text, Options);
        }
        catch (JsonException exception) when (exception.Message.Contains("depth", StringComparison.OrdinalIgnoreCase))
        {
            fault = $"it is nested deeper than {MaxDepth} levels";
        }
        catch (JsonException exception)
        {
            fault = $"it breaks off at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}";
        }
        catch (ArgumentException)
        {
            fault = "it holds half a surrogate pair, which is no character";
        }

        return null;
    }
}
