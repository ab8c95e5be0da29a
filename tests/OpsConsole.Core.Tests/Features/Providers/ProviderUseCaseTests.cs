using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Providers;

public sealed class ProviderUseCaseTests : IDisposable
{
    private readonly TestConsole _console = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _console.Dispose();

    [Theory]
    [InlineData("env:OPENAI_API_KEY")]
    [InlineData("config:Providers:OpenAI:Key")]
    [InlineData("  ")]
    [InlineData(null)]
    public async Task Create_SecretReferenceOrNone_IsTaken(string? reference) => Assert.True((await CreateAsync(secret: reference)).IsOk);

    [Theory]
    [InlineData("sk-proj-4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c")]
    [InlineData("env:sk-proj-4f9a8b7c6d5e4f3a2b1c")]
    [InlineData("config:sk-4f9a8b7c6d5e4f3a2b1c")]
    [InlineData("4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c")]
    [InlineData("AIzaSyD4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c")]
    [InlineData("config:4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c")]
    public async Task Create_RawKey_IsRefusedAndNeverEchoed(string key)
    {
        var result = await CreateAsync(secret: key);

        var detail = Assert.Single(result.Error!.Details!);
        Assert.Equal("secretRef", detail.Where);
        Assert.Contains("looks like the key itself", detail.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("4f9a8b7c", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty((await _console.Get<ListProviders>().HandleAsync(new(), TestConsole.Viewer, None)).Value.Items);
    }

    [Theory]
    [InlineData("ftp://example.test")]
    [InlineData("example.test/v1")]
    [InlineData("/v1")]
    [InlineData("http://user:pass@example.test")]
    [InlineData("https://example.test/v1?key=abc")]
    public async Task Create_AddressThatIsNoneOrHoldsSecrets_IsRefused(string address)
    {
        var result = await CreateAsync(address: address);

        Assert.Equal("baseUrl", Assert.Single(result.Error!.Details!).Where);
    }

    [Fact]
    public async Task Create_KindWithoutPublicAddress_MayOnlyWaitDisabled()
    {
        Assert.Equal("baseUrl", (await CreateAsync(ProviderKind.AzureOpenAI)).Error!.Details![0].Where);
        Assert.True((await CreateAsync(ProviderKind.AzureOpenAI, enabled: false)).IsOk);
    }

    [Fact]
    public async Task Update_NewAddress_VoidsTheConnectionTest()
    {
        await CreateAsync(address: "https://one.test/v1");
        await using (var context = _console.Database.CreateDbContext())
        {
            var row = context.Providers.Single();
            (row.TestOk, row.TestMessage, row.TestedAt) = (true, "answered", _console.Clock.GetUtcNow().UtcDateTime);
            await context.SaveChangesAsync(None);
        }

        var facts = new ProviderFacts { Name = "Acme", BaseUrl = "https://two.test/v1" };
        var stale = await _console.Get<UpdateProvider>().HandleAsync(new("acme", 0, facts), TestConsole.Engineer, None);
        var fresh = await _console.Get<UpdateProvider>().HandleAsync(new("acme", 1, facts), TestConsole.Engineer, None);

        Assert.Equal("common.changed-meanwhile", stale.Error?.Code);
        Assert.True(fresh.IsOk);
        var provider = (await _console.Get<GetProvider>().HandleAsync("acme", TestConsole.Viewer, None)).Value;
        Assert.Equal(("https://two.test/v1", null), (provider.Facts.BaseUrl, provider.TestOk));
    }

    [Fact]
    public async Task SetPrice_SeveralRows_TheOneValidTodayIsCurrent()
    {
        await CreateAsync(address: "https://one.test");
        await _console.Get<AddModel>().HandleAsync(new("acme", "acme-1:large", "Acme 1", 128_000), TestConsole.Engineer, None);
        foreach (var (from, dollars) in new (DateOnly?, decimal)[] { (null, 3m), (new(2026, 11, 1), 2m), (new(2027, 1, 1), 1m) })
            Assert.True((await PriceAsync(from, dollars)).IsOk);

        var model = Assert.Single((await _console.Get<GetProvider>().HandleAsync("acme", TestConsole.Viewer, None)).Value.Models);

        Assert.Equal(Money.FromDollars(2), model.Current!.Input);
        Assert.Equal([1m, 2m, 3m], model.History.Select(row => row.Input.Dollars));
        await using var context = _console.Database.CreateDbContext();
        var book = await PriceBook.LoadAsync(context, [model.Id], None);
        Assert.Equal(3m, book.PriceAt(model.Id, new DateTime(2026, 10, 31, 23, 59, 59, DateTimeKind.Utc))!.Input.Dollars);
        Assert.Equal(2m, book.PriceAt(model.Id, new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc))!.Input.Dollars);
        Assert.Null(book.PriceAt(model.Id + 1, new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public async Task SetPrice_SameFirstDayTwice_IsAConflict()
    {
        await CreateAsync(address: "https://one.test");
        await _console.Get<AddModel>().HandleAsync(new("acme", "acme-1:large", "Acme 1"), TestConsole.Engineer, None);
        await PriceAsync(null, 3m);

        Assert.Equal("providers.price-taken", (await PriceAsync(null, 2m)).Error?.Code);
        Assert.Equal("providers.invalid", (await PriceAsync(new(2026, 12, 1), -1m)).Error?.Code);
    }

    [Fact]
    public async Task LoadPriceBook_Twice_AddsEverythingOnce()
    {
        var first = await LoadAsync();
        var second = await LoadAsync();

        Assert.True(first.Value > 30, $"{first.Value} models");
        Assert.Equal(0, second.Value);
        var providers = (await _console.Get<ListProviders>().HandleAsync(new(Limit: 500), TestConsole.Viewer, None)).Value.Items;
        Assert.Equal(first.Value, providers.Sum(provider => provider.Models));
        Assert.All(providers, provider => Assert.True(provider.Prices >= provider.Models, provider.Key));
        Assert.False(providers.Single(provider => provider.Kind == ProviderKind.AzureOpenAI).Enabled);
    }

    [Fact]
    public async Task LoadPriceBook_SomeModels_AddsThemAndLaterTheRest()
    {
        Assert.Equal(1, (await LoadAsync(("openai", "gpt-4.1-mini"), ("openai", "no-such-model"), ("nobody", "gpt-4.1-mini"))).Value);
        var provider = Assert.Single((await _console.Get<ListProviders>().HandleAsync(new(Limit: 500), TestConsole.Viewer, None)).Value.Items);
        Assert.Equal(("openai", 1), (provider.Key, provider.Models));

        Assert.True((await LoadAsync()).Value > 30);
    }

    [Fact]
    public async Task TestConnection_KeyMissing_KeepsTheReasonAndTheRevision()
    {
        await CreateAsync(address: "http://127.0.0.1:9/v1", secret: "env:OPSCONSOLE_TEST_NO_SUCH_KEY");
        Assert.Equal("providers.no-model", (await TestAsync("acme")).Error?.Code);
        await _console.Get<AddModel>().HandleAsync(new("acme", "acme-1", "Acme 1"), TestConsole.Engineer, None);

        var probe = (await TestAsync("acme")).Value;

        Assert.False(probe.Ok);
        var provider = (await _console.Get<GetProvider>().HandleAsync("acme", TestConsole.Viewer, None)).Value;
        Assert.Equal((false, probe.Message, 0), (provider.TestOk, provider.TestMessage, provider.Revision));
        Assert.Contains("OPSCONSOLE_TEST_NO_SUCH_KEY", probe.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TestConnection_Echo_Answers()
    {
        await _console.Get<CreateProvider>().HandleAsync(new("echo", ProviderKind.Echo, new ProviderFacts { Name = "Echo" }), TestConsole.Engineer, None);
        await _console.Get<AddModel>().HandleAsync(new("echo", "echo", "Echo"), TestConsole.Engineer, None);

        Assert.True((await TestAsync("echo")).Value.Ok);
        Assert.True((await _console.Get<ListProviders>().HandleAsync(new(), TestConsole.Viewer, None)).Value.Items[0].TestOk);
    }

    private Task<Result<ProbeResult>> TestAsync(string key) => _console.Get<TestConnection>().HandleAsync(new(key), TestConsole.Engineer, None);

    private Task<Result<string>> CreateAsync(
        ProviderKind kind = ProviderKind.OpenAI, string? address = null, string? secret = null, bool enabled = true) =>
        _console.Get<CreateProvider>().HandleAsync(
            new("acme", kind, new ProviderFacts { Name = "Acme", BaseUrl = address, SecretRef = secret, Enabled = enabled }), TestConsole.Engineer, None);

    private Task<Result> PriceAsync(DateOnly? from, decimal dollars) => _console.Get<SetPrice>().HandleAsync(
        new("acme", "acme-1:large", from, Money.FromDollars(dollars), null, Money.FromDollars(10), null, "https://one.test/prices", new DateOnly(2026, 11, 1)),
        TestConsole.Engineer, None);

    private async Task<Result<int>> LoadAsync(params (string Provider, string Model)[] only)
    {
        await using var file = File.OpenRead(Repository.PathOf("db", "seed", "price-book.json"));
        return await _console.Get<LoadPriceBook>().HandleAsync(file, only.Length == 0 ? null : only.ToHashSet(), Actor.System("seed"), None);
    }
}
