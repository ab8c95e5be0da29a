using System.Text.Encodings.Web;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Web.Features.Benchmarks;

/// <summary>Assertions as the text that people read and edit.</summary>
internal static class AssertionText
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IReadOnlyList<Assertion> assertions) => assertions.Count == 0 ? "[]" : JsonSerializer.Serialize(AssertionJson.Write(assertions), Options);

    /// <summary>What is wrong with the text, each fault with its place; empty when it can be used.</summary>
    public static IReadOnlyList<ErrorDetail> Faults(string text, double? threshold, AssertionCompiler compiler)
    {
        var parsed = AssertionJson.ParseText(text);
        var fault = parsed.IsOk ? compiler.Compile(parsed.Value, threshold).Error : parsed.Error;
        return fault is null ? [] : fault.Details ?? [new ErrorDetail("text", fault.Message)];
    }
}
