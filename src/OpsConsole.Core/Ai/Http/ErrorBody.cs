using System.Text.Json;

namespace OpsConsole.Core.Ai.Http;

/// <summary>Finds the words for people in an error body; every provider keeps them elsewhere.</summary>
internal static class ErrorBody
{
    public static string Message(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return body;
            if (json.RootElement.TryGetProperty("error", out var error))
                return error.ValueKind == JsonValueKind.Object ? Described(error) ?? body : error.ToString();
            return Described(json.RootElement) ?? body;
        }
        catch (JsonException)
        {
            return body;
        }
    }

    /// <summary>The message with the provider's own code where that adds something (<c>insufficient_quota</c>).</summary>
    private static string? Described(JsonElement error)
    {
        if (!error.TryGetProperty("message", out var message))
            return null;
        return error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String ? $"{message} ({code})" : message.ToString();
    }
}
