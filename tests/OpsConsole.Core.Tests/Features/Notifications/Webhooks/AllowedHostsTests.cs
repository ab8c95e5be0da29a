using System.Net;
using OpsConsole.Core.Features.Notifications.Webhooks.Delivery;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Notifications.Webhooks;

public sealed class AllowedHostsTests
{
    private static readonly string[] Listed = ["hooks.example.com", "10.1.2.3", "192.168.7.0/24", "fd12::/16"];

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("2001::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("2001:db8::1")]
    public void TakeAddress_ThatIsNotPublic_IsRefusedUnlessListed(string address)
    {
        Assert.False(Hosts("hooks.example.com").TakeAddress(IPAddress.Parse(address)));
        Assert.True(Hosts(address).TakeAddress(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    public void TakeAddress_OfThePublicNetwork_IsTaken(string address) => Assert.True(AllowedHosts.None.TakeAddress(IPAddress.Parse(address)));

    [Theory]
    [InlineData("hooks.example.com", true)]
    [InlineData("HOOKS.example.com.", true)]
    [InlineData("evil.hooks.example.com", false)]
    [InlineData("example.com", false)]
    [InlineData("10.1.2.3", true)]
    [InlineData("10.1.2.4", false)]
    [InlineData("192.168.7.9", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("fd12::9", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    public void TakeHost_OnlyWhatIsListed(string host, bool taken) => Assert.Equal(taken, Hosts(Listed).TakeHost(host));

    [Theory]
    [InlineData("https://hooks.example.com")]
    [InlineData("hooks.example.com:8443")]
    [InlineData("*.example.com")]
    [InlineData("")]
    [InlineData("10.0.0.0/99")]
    public void Parse_WhatIsNoHost_NamesIt(string entry)
    {
        var hosts = AllowedHosts.Parse(["ok.example.com", entry]);

        Assert.Equal("webhooks.allowed-hosts", hosts.Error?.Code);
        Assert.Contains($"'{entry}'", hosts.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://hooks.example.com/x?key=1", false, null)]
    [InlineData("http://hooks.example.com/x", true, "only https://")]
    [InlineData("http://127.0.0.1:5000/", false, "only https://")]
    [InlineData("http://127.0.0.1:5000/", true, "not listed")]
    [InlineData("https://2130706433/", true, "127.0.0.1 is not listed")]
    [InlineData("https://hooks.example.com.evil.example/", true, "not listed")]
    [InlineData("https://user:pass@hooks.example.com/", true, "leave out user names")]
    [InlineData("https://hooks.example.com/#x", true, "leave out user names")]
    [InlineData("ftp://hooks.example.com/", true, "https://")]
    [InlineData("/hook", true, "https://")]
    [InlineData("https://", true, "https://")]
    public void Fault_OfAnAddress_SaysWhatIsWrong(string url, bool developing, string? words)
    {
        var fault = new WebhookOptions(Hosts(Listed), developing).Fault(url);

        if (words is null)
            Assert.Null(fault);
        else
            Assert.Contains(words, fault, StringComparison.Ordinal);
    }

    private static AllowedHosts Hosts(params string[] entries) => AllowedHosts.Parse(entries).Value;
}
