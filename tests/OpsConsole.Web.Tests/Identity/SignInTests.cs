using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.People.Model;
using OpsConsole.Web.Identity;
using Xunit;

namespace OpsConsole.Web.Tests.Identity;

[Collection(OneHostAtATime.Name)]
public sealed partial class SignInTests(WebHost host) : IClassFixture<WebHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_Anonymous_GoesToSignInAndRemembersWhere()
    {
        using var browser = host.Browser();
        var answer = await browser.GetAsync("/?show=mine", Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith("/account/sign-in?returnUrl=%2F%3Fshow%3Dmine", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/controls", "/dev/controls")]
    [InlineData("https://evil.example/", "/")]
    public async Task SignIn_WithToken_OpensTheConsoleAtALocalAddressOnly(string asked, string taken)
    {
        using var browser = host.Browser();
        var answer = await SignInAsync(browser, "maya", asked);

        Assert.Equal(taken, answer.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(taken, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task SignIn_AsAPersona_IsKeptWithItsTime()
    {
        using var browser = host.Browser();
        var before = await PeopleAsync();
        Assert.All(Persona.All, persona => Assert.Equal(persona.Roles.Order(), before.Single(person => person.Id == persona.Key).Roles));

        await SignInAsync(browser, "elif", "/");

        var after = await PeopleAsync();
        Assert.Equal(before.Count, after.Count);
        Assert.True(after.Single(person => person.Id == "elif").SeenAt > before.Max(person => person.SeenAt));
    }

    [Fact]
    public async Task SignIn_WithoutToken_IsRefused()
    {
        using var browser = host.Browser();
        var answer = await browser.PostAsync("/account/persona", Form(("persona", "maya")), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task SignOut_WithoutToken_KeepsTheSession()
    {
        using var browser = host.Browser();
        await SignInAsync(browser, "lena", "/");

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/account/sign-out", Form(("reason", "menu")), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task SignOut_WithToken_EndsTheSession()
    {
        using var browser = host.Browser();
        await SignInAsync(browser, "lena", "/");
        var token = await TokenAsync(browser);

        await browser.PostAsync("/account/sign-out", Form(("reason", "menu"), ("__RequestVerificationToken", token)), Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/", Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("lena", false)]
    [InlineData("jonas", true)]
    public async Task JobsDashboard_OpensForThoseWhoMay(string persona, bool opens)
    {
        using var browser = host.Browser();
        await SignInAsync(browser, persona, "/");

        using var answer = await browser.GetAsync("/hangfire", Cancellation);

        Assert.Equal(opens, answer.StatusCode == HttpStatusCode.OK);
    }

    private async Task<List<Person>> PeopleAsync()
    {
        await using var context = await host.Services.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(Cancellation);
        return await context.People.AsNoTracking().ToListAsync(Cancellation);
    }

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient browser, string persona, string returnUrl) => await browser.PostAsync(
        "/account/persona", Form(("persona", persona), ("returnUrl", returnUrl), ("__RequestVerificationToken", await TokenAsync(browser))), Cancellation);

    private static async Task<string> TokenAsync(HttpClient browser) =>
        Token().Match(await browser.GetStringAsync("/account/sign-in", Cancellation)).Groups[1].Value;

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.ToDictionary(field => field.Name, field => field.Value));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
