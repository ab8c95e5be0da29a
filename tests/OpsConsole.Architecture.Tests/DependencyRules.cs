using System.Reflection;
using System.Xml.Linq;
using OpsConsole.Core.Common;
using Xunit;

namespace OpsConsole.Architecture.Tests;

/// <summary>Core knows no web, no UI, no scheduler and no database engine; only the hosts know the engines.</summary>
public sealed class DependencyRules
{
    private static readonly string[] Foreign =
        ["Microsoft.AspNetCore", "MudBlazor", "Hangfire", "Plotly", "Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.EntityFrameworkCore.SqlServer", "Npgsql", "Microsoft.Data.Sqlite", "Microsoft.Data.SqlClient"];

    private static readonly Assembly Core = typeof(IUseCase).Assembly;
    private static readonly Assembly Web = typeof(OpsConsole.Web.Composition.ConsoleHost).Assembly;

    [Fact]
    public void Core_References_NameNoWebNoUiNoSchedulerNoEngine() => Assert.Empty(ForeignReferences(Core));

    [Fact]
    public void Web_References_AreSeenByTheSameRule()
    {
        // The rule is worth something only if it finds what it looks for where that is.
        var found = ForeignReferences(Web);
        Assert.Contains(found, name => name.StartsWith("Hangfire", StringComparison.Ordinal));
        Assert.Contains(found, name => name.StartsWith("MudBlazor", StringComparison.Ordinal));
        Assert.Contains(found, name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void Core_Packages_NameNoWebNoUiNoSchedulerNoEngine()
    {
        var packages = References("src/OpsConsole.Core/OpsConsole.Core.csproj", "PackageReference");
        Assert.NotEmpty(packages);
        Assert.DoesNotContain(packages, package => Foreign.Any(foreign => package.StartsWith(foreign, StringComparison.Ordinal)));
        Assert.EndsWith("OpsConsole.Templates.csproj", Assert.Single(References("src/OpsConsole.Core/OpsConsole.Core.csproj", "ProjectReference")), StringComparison.Ordinal);
        Assert.Empty(References("src/OpsConsole.Core/OpsConsole.Core.csproj", "FrameworkReference"));
    }

    [Fact]
    public void Client_KnowsTheTemplatesAndNothingOfTheConsole()
    {
        Assert.EndsWith("OpsConsole.Templates.csproj", Assert.Single(References("src/OpsConsole.Client/OpsConsole.Client.csproj", "ProjectReference")), StringComparison.Ordinal);
        Assert.Equal(["Microsoft.Extensions.AI.Abstractions"], References("src/OpsConsole.Client/OpsConsole.Client.csproj", "PackageReference"));
        Assert.Empty(References("src/OpsConsole.Templates/OpsConsole.Templates.csproj", "ProjectReference"));
        Assert.Equal(["Fluid.Core"], References("src/OpsConsole.Templates/OpsConsole.Templates.csproj", "PackageReference"));
    }

    [Theory]
    [InlineData("db/Sqlite/OpsConsole.Db.Sqlite.csproj")]
    [InlineData("db/SqlServer/OpsConsole.Db.SqlServer.csproj")]
    [InlineData("db/PostgreSql/OpsConsole.Db.PostgreSql.csproj")]
    public void Engine_Projects_KnowCoreAlone(string project)
    {
        var known = Assert.Single(References(project, "ProjectReference"));
        Assert.EndsWith("OpsConsole.Core.csproj", known, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("src/OpsConsole.Web", "OpsConsole.Db.")]
    [InlineData("src/OpsConsole.Cli", "OpsConsole.Db.")]
    public void Hosts_NameTheEngines_InOnePlace(string project, string engines)
    {
        var files = Sources.Of(project).Where(file => file.Text.Contains($"using {engines}", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count == 1, $"{project} must name the engines in exactly one file, its composition; found: {string.Join(", ", files.Select(file => file.Path))}");
    }

    private static List<string> ForeignReferences(Assembly assembly) =>
        [.. assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => Foreign.Any(foreign => name.StartsWith(foreign, StringComparison.Ordinal)))];

    private static List<string> References(string project, string kind) =>
        [.. XDocument.Load(Path.Combine(Sources.Root, project)).Descendants(kind).Select(element => element.Attribute("Include")!.Value.Replace('\\', '/'))];
}
