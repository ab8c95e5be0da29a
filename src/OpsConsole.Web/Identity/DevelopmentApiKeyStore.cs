using System.Security.Cryptography;
using System.Text;
using OpsConsole.Core.Common;

namespace OpsConsole.Web.Identity;

/// <summary>The one key of the configuration, for the Development environment; <see cref="AuthOptions"/> refuses it elsewhere.</summary>
internal sealed class DevelopmentApiKeyStore(AuthOptions options) : IApiKeyStore
{
    /// <summary>A service may request, never decide; what is rolled out is people's business.</summary>
    private static readonly Permission[] NotForServices =
        [Permission.JobsDashboard, Permission.ReleasesDecide, Permission.ReleasesOperate, Permission.RiskDecide, Permission.IncidentsWrite, Permission.WebhooksWrite];

    private static readonly Actor Service =
        Actor.Service("service:development-key", "Development key", Enum.GetValues<Permission>().Except(NotForServices));

    private static readonly Task<Actor?> Found = Task.FromResult<Actor?>(Service);
    private static readonly Task<Actor?> Unknown = Task.FromResult<Actor?>(null);

    private readonly byte[]? _expected = options.DevelopmentApiKey is { Length: > 0 } expected ? SHA256.HashData(Encoding.UTF8.GetBytes(expected)) : null;

    public Task<Actor?> FindAsync(string key, CancellationToken cancellationToken) => Matches(key) ? Found : Unknown;

    // Hashes have one length, so the comparison tells nothing about the key, not even how long it is.
    private bool Matches(string key) => _expected is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(key)), _expected);
}
