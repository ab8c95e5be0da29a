namespace OpsConsole.Core.Data;

/// <summary>
/// A row that several people may edit. <see cref="Revision"/> is raised on every save; saving over a newer revision fails.
/// It is the application's own counter because row versions differ on each database engine.
/// </summary>
public interface IRevisioned
{
    int Revision { get; set; }
}
