using System.Text;

namespace MobileBackend.Bench.Rig;

/// <summary>A wrk script that goes round a list of GETs, each written out once beforehand.</summary>
internal sealed class RoundRobin
{
    private readonly StringBuilder _requests = new();

    public void Add(string path, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        _requests.Append("add(\"").Append(path).Append("\", {");
        foreach (var (name, value) in headers)
        {
            _requests.Append("[\"").Append(name).Append("\"]=\"").Append(value).Append("\",");
        }

        _requests.AppendLine("})");
    }

    public override string ToString() => $$"""
        local all, last = {}, 0
        local function add(path, headers) headers["Host"] = "127.0.0.1"; all[#all + 1] = {path, headers} end
        {{_requests}}
        function init() for i, r in ipairs(all) do all[i] = wrk.format("GET", r[1], r[2]) end end
        function request() last = last % #all + 1; return all[last] end
        """;
}
