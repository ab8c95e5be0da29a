using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Tests.Shared;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Tests;

/// <summary>Pages over the real use cases and a real database in memory, as one signed-in person.</summary>
public abstract class PageTest : ComponentTest
{
    private readonly SessionOf _session = new();

    protected PageTest()
    {
        // Made by the container, so that it ends with the test.
        Services.AddSingleton<IDbContextFactory<OpsDbContext>>(_ => new TestDatabase());
        Services.AddOpsConsoleCore();
        Services.AddScoped<ActorAccessor>();
        Services.AddSingleton<AuthenticationStateProvider>(_session);
        SignIn(Role.Engineer);
    }

    protected static CancellationToken None => Xunit.TestContext.Current.CancellationToken;

    /// <summary>The person of this test, to act directly through a use case.</summary>
    protected Actor Actor => _session.Person.ToActor()!;

    protected T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    protected void SignIn(params Role[] roles) => _session.Person = new ClaimsPrincipal(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, "u-1"), new Claim(ClaimTypes.Name, "Maya Lindqvist"), .. roles.Select(role => new Claim(ClaimTypes.Role, role.ToString()))], "test"));

    /// <summary>A field of a form, by its label.</summary>
    protected static IElement Field<T>(IRenderedComponent<T> page, string label)
        where T : IComponent => page.FindAll(".oc-field").Single(field => field.QuerySelector("label")!.FirstChild!.TextContent.Trim() == label);

    protected static IElement Input<T>(IRenderedComponent<T> page, string label)
        where T : IComponent => Field(page, label).QuerySelector("input, textarea, select")!;

    protected static void Type<T>(IRenderedComponent<T> page, string label, string text)
        where T : IComponent => Input(page, label).Input(text);

    protected static void Choose<T>(IRenderedComponent<T> page, string label, string word)
        where T : IComponent
    {
        var select = Input(page, label);
        select.Change(select.QuerySelectorAll("option").Single(option => option.TextContent == word).GetAttribute("value"));
    }

    private sealed class SessionOf : AuthenticationStateProvider
    {
        public ClaimsPrincipal Person { get; set; } = new();

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(Person));
    }
}
