using System.Text.Json;
using Jint;
using Jint.Native;

namespace OpsConsole.Core.Features.Evals.Scripts;

/// <summary>What a script returned; read before its engine is gone.</summary>
internal readonly record struct ScriptValue
{
    public ScriptValue(JsValue value)
    {
        Boolean = value.IsBoolean() ? value.AsBoolean() : null;
        Number = value.IsNumber() ? value.AsNumber() : null;
        Text = value.IsString() ? value.AsString() : null;
        if (value.IsObject() && !value.IsCallable() && value.ToObject() is { } plain)
        {
            Json = JsonSerializer.SerializeToElement(plain, Options);
        }
    }

    internal static readonly JsonSerializerOptions Options = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public bool? Boolean { get; }

    public double? Number { get; }

    public string? Text { get; }

    /// <summary>An object or a list.</summary>
    public JsonElement? Json { get; }

    /// <summary>What a check or a reader can look at; null where the script returned nothing of that kind.</summary>
    public string? AsText => Text ?? Json?.GetRawText() ?? (Number is { } number ? JsonSerializer.Serialize(number, Options) : Boolean is { } truth ? (truth ? "true" : "false") : null);
}
