using System.Globalization;

namespace OpsConsole.Core.Common;

/// <summary>
/// An amount in US dollars, held as whole nano-dollars (10⁻⁹ USD) so that sums are exact on every database engine.
/// Range ±9.2 billion dollars; arithmetic is checked.
/// </summary>
public readonly record struct Money(long NanoDollars) : IComparable<Money>
{
    public const long NanosPerDollar = 1_000_000_000;

    public static Money Zero => default;

    public decimal Dollars => (decimal)NanoDollars / NanosPerDollar;

    /// <summary>From dollars, rounded half to even at the ninth decimal.</summary>
    public static Money FromDollars(decimal dollars) => new(decimal.ToInt64(decimal.Round(dollars * NanosPerDollar, 0, MidpointRounding.ToEven)));

    /// <summary>The price of <paramref name="tokens"/> at this amount per million tokens, rounded half to even.</summary>
    public Money PerMillion(long tokens) => new((long)decimal.Round((decimal)NanoDollars * tokens / 1_000_000m, 0, MidpointRounding.ToEven));

    public static Money operator +(Money a, Money b) => new(checked(a.NanoDollars + b.NanoDollars));

    public static Money operator -(Money a, Money b) => new(checked(a.NanoDollars - b.NanoDollars));

    public static bool operator <(Money a, Money b) => a.NanoDollars < b.NanoDollars;

    public static bool operator >(Money a, Money b) => a.NanoDollars > b.NanoDollars;

    public static bool operator <=(Money a, Money b) => a.NanoDollars <= b.NanoDollars;

    public static bool operator >=(Money a, Money b) => a.NanoDollars >= b.NanoDollars;

    public static Money Add(Money left, Money right) => left + right;

    public static Money Subtract(Money left, Money right) => left - right;

    public int CompareTo(Money other) => NanoDollars.CompareTo(other.NanoDollars);

    /// <summary>Invariant dollars with all nine decimals that matter: for logs and exports, not for pages.</summary>
    public override string ToString() => Dollars.ToString("0.#########", CultureInfo.InvariantCulture);
}
