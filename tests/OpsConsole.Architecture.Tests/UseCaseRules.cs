using System.Reflection;
using OpsConsole.Core.Common;
using Xunit;

namespace OpsConsole.Architecture.Tests;

/// <summary>The shape of a use case: sealed, one public method, who acts is passed in, and the permission is checked inside.</summary>
public sealed class UseCaseRules
{
    public static TheoryData<Type> All => [.. UseCases.All];

    [Fact]
    public void UseCases_AreFound() => Assert.InRange(UseCases.All.Count, 20, 500);

    [Theory]
    [MemberData(nameof(All))]
    public void UseCase_Shape_IsOneMethodThatTakesTheActor(Type useCase)
    {
        Assert.True(useCase.IsSealed, $"{useCase.Name} must be sealed.");
        var methods = useCase.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        var method = Assert.Single(methods);
        Assert.Equal("HandleAsync", method.Name);
        Assert.Contains(method.GetParameters(), parameter => parameter.ParameterType == typeof(Actor));
        Assert.Equal(typeof(CancellationToken), method.GetParameters()[^1].ParameterType);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void UseCase_Source_ChecksThePermissionItself(Type useCase)
    {
        var file = Assert.Single(Sources.Of("src/OpsConsole.Core/Features"), file => Path.GetFileName(file.Path) == $"{useCase.Name}.cs");
        Assert.Matches(@"[Aa]ctor\.Can\(Permission\.|Denied\(", file.Text);
    }

    [Fact]
    public void Time_InTheProduct_ComesFromTheClock()
    {
        var files = Sources.Of("src");
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => file.Text.Contains("DateTime.UtcNow", StringComparison.Ordinal)
            || file.Text.Contains("DateTime.Now", StringComparison.Ordinal)
            || file.Text.Contains("DateTimeOffset.UtcNow", StringComparison.Ordinal)
            || file.Text.Contains("DateTimeOffset.Now", StringComparison.Ordinal));
    }
}
