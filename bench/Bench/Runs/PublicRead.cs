using MobileBackend.Bench.Rig;

namespace MobileBackend.Bench.Runs;

/// <summary>R2: a public read, against nginx serving the same bytes from a file.</summary>
internal sealed class PublicRead : IRun
{
    private const string Path = "/api/v1/helplines";

    public string Id => "R2";

    public string What => "GET /helplines ÷ nginx serving the same bytes from a file";

    public Goal Goal { get; } = new(0.80, 1.0);

    public async Task<Measured> MeasureAsync()
    {
        await using var stage = await Stage.SetAsync();
        using var client = new HttpClient { BaseAddress = stage.Address };
        var nginx = await Nginx.StartAsync(stage, await client.GetByteArrayAsync(Path));
        var wrk = new Wrk(stage.Folder);
        var (ofService, ofNginx) = (new RoundRobin(), new RoundRobin());
        ofService.Add(Path);
        ofNginx.Add(nginx.Address.AbsolutePath);
        var rounds = new Interleaved(
            ("service", stage.Service, duration => wrk.RunAsync(stage.Address, ofService.ToString(), duration, stage.Service)),
            ("nginx", nginx.Server, duration => wrk.RunAsync(nginx.Address, ofNginx.ToString(), duration, nginx.Server)));
        await rounds.RunAsync();
        var service = rounds.Of(0);
        return new Measured(rounds.RatioTo(1), service.P50, service.P99, stage.Service.PeakMegabytes, $"{rounds.Tell(0)}; {rounds.Tell(1)}")
        {
            IsSound = rounds.Refused == 0,
        };
    }
}
