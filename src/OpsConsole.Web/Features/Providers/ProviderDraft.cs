using System.Globalization;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Providers;

/// <summary>What a person has typed about a provider so far: figures stay text until they are sent.</summary>
public sealed class ProviderDraft
{
    public string Key { get; set; } = "";

    public ProviderKind Kind { get; set; } = ProviderKind.OpenAICompatible;

    public ProviderFacts Facts { get; set; } = new() { Name = "" };

    public string RequestsPerMinute { get; set; } = "";

    public string TokensPerMinute { get; set; } = "";

    public string MaxConcurrency { get; set; } = "4";

    public string TimeoutSeconds { get; set; } = "60";

    public string MaxRetries { get; set; } = "4";

    public static ProviderDraft Of(GetProvider.Details provider) => new()
    {
        Key = provider.Key,
        Kind = provider.Kind,
        Facts = provider.Facts,
        RequestsPerMinute = Text(provider.Facts.RequestsPerMinute),
        TokensPerMinute = Text(provider.Facts.TokensPerMinute),
        MaxConcurrency = Text(provider.Facts.MaxConcurrency),
        TimeoutSeconds = Text(provider.Facts.TimeoutSeconds),
        MaxRetries = Text(provider.Facts.MaxRetries),
    };

    /// <summary>The facts, or every figure that is none.</summary>
    public Result<ProviderFacts> ToFacts()
    {
        List<ErrorDetail> faults = [];
        var facts = Facts with
        {
            RequestsPerMinute = Number("requestsPerMinute", RequestsPerMinute, faults),
            TokensPerMinute = Number("tokensPerMinute", TokensPerMinute, faults),
            MaxConcurrency = Needed("maxConcurrency", MaxConcurrency, faults),
            TimeoutSeconds = Needed("timeoutSeconds", TimeoutSeconds, faults),
            MaxRetries = Needed("maxRetries", MaxRetries, faults),
        };
        return faults.Count == 0 ? facts : Error.Invalid("providers.invalid", faults.Count == 1 ? "One figure needs attention" : $"{faults.Count} figures need attention", faults);
    }

    private static int Needed(string field, string text, List<ErrorDetail> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
            faults.Add(new ErrorDetail(field, "must not be empty"));
        return Number(field, text, faults) ?? 0;
    }

    private static int? Number(string field, string text, List<ErrorDetail> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (TypedNumber.TryRead(text, out int number))
            return number;

        faults.Add(new ErrorDetail(field, $"'{text.Trim()}' is not a whole number"));
        return null;
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
