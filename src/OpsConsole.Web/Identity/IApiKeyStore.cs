using OpsConsole.Core.Common;

namespace OpsConsole.Web.Identity;

/// <summary>Finds the service behind an API key. The key itself never leaves this call.</summary>
public interface IApiKeyStore
{
    Task<Actor?> FindAsync(string key, CancellationToken cancellationToken);
}
