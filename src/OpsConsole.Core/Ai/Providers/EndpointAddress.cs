using System.Text.RegularExpressions;
using OpsConsole.Core.Ai.Http;

namespace OpsConsole.Core.Ai.Providers;

/// <summary>Where a provider is reached: its own address or the kind's public default.</summary>
internal static partial class EndpointAddress
{
    public static Uri Of(ProviderEndpoint endpoint)
    {
        var address = endpoint.BaseUrl ?? endpoint.Kind switch
        {
            ProviderKind.OpenAI => "https://api.openai.com/v1",
            ProviderKind.Anthropic => "https://api.anthropic.com",
            ProviderKind.Ollama => "http://localhost:11434",
            _ => throw Refused(endpoint, "has no base URL, and its kind has no public default."),
        };
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw Refused(endpoint, $"has the base URL '{address}', which is not an absolute http or https address.");
        if (uri.UserInfo.Length > 0)
            throw Refused(endpoint, "carries a user name or password in its base URL; use a secret reference.");
        return endpoint.Kind is ProviderKind.OpenAI or ProviderKind.OpenAICompatible ? WithVersion(uri) : uri;
    }

    /// <summary>People give the address with or without <c>/v1</c>; some providers keep the version elsewhere in the path.</summary>
    private static Uri WithVersion(Uri uri)
    {
        var path = uri.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new Uri(VersionSegment().IsMatch(uri.AbsolutePath) ? path : path + "/v1");
    }

    private static ProviderFault Refused(ProviderEndpoint endpoint, string why) => new(new CallError("bad-request", $"The provider {endpoint.Key} {why}"));

    [GeneratedRegex(@"/v\d+\w*(/|$)")]
    private static partial Regex VersionSegment();
}
