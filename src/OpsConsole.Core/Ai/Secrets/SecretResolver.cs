using Microsoft.Extensions.Configuration;

namespace OpsConsole.Core.Ai.Secrets;

/// <summary><c>env:NAME</c> reads the environment, <c>config:Section:Name</c> the host's configuration (user secrets, Key Vault); a blank value counts as none.</summary>
internal sealed class SecretResolver(IConfiguration? configuration = null) : ISecretResolver
{
    private const string Environment = "env:";
    private const string Configuration = "config:";

    public string? Resolve(string reference)
    {
        var value = reference.StartsWith(Environment, StringComparison.Ordinal) ? System.Environment.GetEnvironmentVariable(reference[Environment.Length..])
            : reference.StartsWith(Configuration, StringComparison.Ordinal) ? configuration?[reference[Configuration.Length..]]
            : null;
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }
}
