using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Core.Features.Providers;

/// <summary>What people state about a provider: the part that is written on creation and on every edit.</summary>
public sealed record ProviderFacts
{
    public required string Name { get; init; }

    /// <summary>Null takes the kind's public address, where it has one.</summary>
    public string? BaseUrl { get; init; }

    /// <summary><c>env:NAME</c> or <c>config:Section:Name</c>; null where no key is needed.</summary>
    public string? SecretRef { get; init; }

    public string Region { get; init; } = "";

    public AgreementState Agreement { get; init; }

    public string Retention { get; init; } = "";

    public string AllowedDataClasses { get; init; } = "";

    public int? RequestsPerMinute { get; init; }

    public int? TokensPerMinute { get; init; }

    public int MaxConcurrency { get; init; } = 4;

    public int TimeoutSeconds { get; init; } = 60;

    public int MaxRetries { get; init; } = 4;

    public bool Enabled { get; init; } = true;

    internal static ProviderFacts Of(Provider provider) => new()
    {
        Name = provider.Name,
        BaseUrl = provider.BaseUrl,
        SecretRef = provider.SecretRef,
        Region = provider.Region,
        Agreement = provider.Agreement,
        Retention = provider.Retention,
        AllowedDataClasses = provider.AllowedDataClasses,
        RequestsPerMinute = provider.RequestsPerMinute,
        TokensPerMinute = provider.TokensPerMinute,
        MaxConcurrency = provider.MaxConcurrency,
        TimeoutSeconds = provider.TimeoutSeconds,
        MaxRetries = provider.MaxRetries,
        Enabled = provider.Enabled,
    };

    internal void WriteTo(Provider provider)
    {
        provider.Name = Name.Trim();
        provider.BaseUrl = BaseUrl;
        provider.SecretRef = SecretRef;
        provider.Region = Region;
        provider.Agreement = Agreement;
        provider.Retention = Retention;
        provider.AllowedDataClasses = AllowedDataClasses;
        provider.RequestsPerMinute = RequestsPerMinute;
        provider.TokensPerMinute = TokensPerMinute;
        provider.MaxConcurrency = MaxConcurrency;
        provider.TimeoutSeconds = TimeoutSeconds;
        provider.MaxRetries = MaxRetries;
        provider.Enabled = Enabled;
    }

    /// <summary>Empty fields of a form mean nothing was given.</summary>
    internal ProviderFacts Tidy() => this with { BaseUrl = NullIfBlank(BaseUrl), SecretRef = NullIfBlank(SecretRef) };

    internal FieldChecks CheckIn(FieldChecks checks, ProviderKind kind) => checks
        .Required("name", Name, ModelBuilding.NameLength)
        .Add("baseUrl", AddressFault(kind))
        .Add("secretRef", SecretRefs.Fault(SecretRef))
        .That(SecretRef is null || !kind.IsLocal(), "secretRef", "the built-in methods need no key")
        .Text("region", Region, 100)
        .Text("retention", Retention, 500)
        .Text("allowedDataClasses", AllowedDataClasses, 500)
        .Range("requestsPerMinute", RequestsPerMinute, 1, 10_000_000)
        .Range("tokensPerMinute", TokensPerMinute, 1, 2_000_000_000)
        .Range("maxConcurrency", MaxConcurrency, 1, 1_000)
        .Range("timeoutSeconds", TimeoutSeconds, 1, 3_600)
        .Range("maxRetries", MaxRetries, 0, 20);

    private string? AddressFault(ProviderKind kind)
    {
        if (BaseUrl is null)
            return Enabled && NeedsAddress(kind) ? "this kind has no public address: give one, or leave the provider disabled until you have it" : null;
        if (kind.IsLocal())
            return "the built-in methods have no address";
        if (BaseUrl.Length > 500)
            return "takes at most 500 characters";
        if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
            return "give an absolute address that starts with http:// or https://";
        return address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0
            ? "leave out user names, keys and query parameters: a secret belongs into the secret reference"
            : null;
    }

    private static bool NeedsAddress(ProviderKind kind) => kind is ProviderKind.AzureOpenAI or ProviderKind.OpenAICompatible;

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
