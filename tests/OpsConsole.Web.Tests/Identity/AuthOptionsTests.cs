using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using OpsConsole.Web.Composition;
using OpsConsole.Web.Identity;
using Xunit;

namespace OpsConsole.Web.Tests.Identity;

public sealed class AuthOptionsTests
{
    [Fact]
    public void Read_UnknownMode_NamesTheKeyAndTheAllowedValues()
    {
        var fault = Assert.Throws<SettingsException>(() => Read("Development", ("Auth:Mode", "None")));

        Assert.Contains("Auth:Mode is 'None'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Development, Entra", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public void Read_DevelopmentModeElsewhere_IsRefused(string environment) =>
        Assert.Contains(environment, Assert.Throws<SettingsException>(() => Read(environment, ("Auth:Mode", "Development"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_DevelopmentKeyElsewhere_IsRefused() =>
        Assert.Contains("Auth:DevelopmentApiKey", Assert.Throws<SettingsException>(() => Read("Production", ("Auth:Mode", "Entra"), ("Auth:DevelopmentApiKey", "dev-key"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_Development_AllowsBoth() =>
        Assert.Equal(new AuthOptions(AuthMode.Development, "dev-key"), Read("Development", ("Auth:Mode", "development"), ("Auth:DevelopmentApiKey", "dev-key")));

    private static AuthOptions Read(string environment, params (string Key, string Value)[] settings) => AuthOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build(), new Place(environment));

    private sealed class Place(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
