using OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

namespace OpsConsole.Web.Composition;

/// <summary>The section <c>Webhooks</c>, checked before anything is built on it: where webhooks may go, and where their links lead.</summary>
public static class WebhookSetup
{
    internal static void AddWebhookTargets(this WebApplicationBuilder builder) => builder.Services.AddSingleton(Read(builder.Configuration, builder.Environment));

    /// <exception cref="SettingsException">A value is none of those allowed.</exception>
    public static WebhookOptions Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection(WebhookOptions.AllowedHostsKey);
        if (!string.IsNullOrEmpty(section.Value))
            throw new SettingsException($"{WebhookOptions.AllowedHostsKey} is '{section.Value}'; it is a list: {WebhookOptions.AllowedHostsKey}:0, {WebhookOptions.AllowedHostsKey}:1 and so on.");

        var hosts = AllowedHosts.Parse([.. section.GetChildren().Select(entry => entry.Value?.Trim() ?? "")]);
        return hosts.IsOk
            ? new WebhookOptions(hosts.Value, PlainLoopback: environment.IsDevelopment(), ConsoleUrl(configuration[WebhookOptions.ConsoleUrlKey]))
            : throw new SettingsException($"{WebhookOptions.AllowedHostsKey}: {hosts.Error.Message}.");
    }

    private static Uri? ConsoleUrl(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" }
            ? address
            : throw new SettingsException($"{WebhookOptions.ConsoleUrlKey} is '{text}'; allowed is the address of this console, such as https://ops.example.com.");
    }
}
