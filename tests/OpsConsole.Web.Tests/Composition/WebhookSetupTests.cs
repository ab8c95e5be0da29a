using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using OpsConsole.Web.Composition;
using Xunit;

namespace OpsConsole.Web.Tests.Composition;

public sealed class WebhookSetupTests
{
    [Fact]
    public void Read_Nothing_ListsNoHost()
    {
        var options = WebhookSetup.Read(new ConfigurationBuilder().Build(), new Place("Production"));

        Assert.Empty(options.Allowed.Entries);
        Assert.Null(options.ConsoleUrl);
    }

    [Theory]
    [InlineData("Development", true)]
    [InlineData("Production", false)]
    public void Read_Hosts_TakesThemAndPlainHttpOnlyWhileDeveloping(string environment, bool plain)
    {
        var options = WebhookSetup.Read(Settings(("Webhooks:AllowedHosts:0", "hooks.example.com"), ("Webhooks:AllowedHosts:1", "10.1.0.0/16"), ("Webhooks:ConsoleUrl", "https://ops.example.com")), new Place(environment));

        Assert.Equal(["hooks.example.com", "10.1.0.0/16"], options.Allowed.Entries);
        Assert.Equal(plain, options.PlainLoopback);
        Assert.Equal("https://ops.example.com/", options.ConsoleUrl?.AbsoluteUri);
    }

    [Theory]
    [InlineData("Webhooks:AllowedHosts", "hooks.example.com", "it is a list")]
    [InlineData("Webhooks:AllowedHosts:0", "https://hooks.example.com", "'https://hooks.example.com' is neither")]
    [InlineData("Webhooks:AllowedHosts:0", "", "'' is neither")]
    [InlineData("Webhooks:ConsoleUrl", "ops.example.com", "the address of this console")]
    [InlineData("Webhooks:ConsoleUrl", "https://ops.example.com/?x=1", "the address of this console")]
    public void Read_FaultyValue_NamesTheKeyAndWhatIsAllowed(string key, string value, string words)
    {
        var fault = Assert.Throws<SettingsException>(() => WebhookSetup.Read(Settings((key, value)), new Place("Production")));

        Assert.Contains(key.Replace(":0", "", StringComparison.Ordinal), fault.Message, StringComparison.Ordinal);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build();

    private sealed class Place(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
